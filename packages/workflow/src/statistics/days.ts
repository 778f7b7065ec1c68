/** Tells the calendar day of an instant, as `YYYY-MM-DD`, in a time zone. */
export function createDayReader(timeZone: string): (instant: string | Date) => string {
  // The one locale whose short form of a day is the one of ISO 8601.
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  })
  return (instant) => format.format(new Date(instant))
}

/** So many days that end with this one, oldest first. By the calendar, since a day need not have 24 hours. */
export function daysUntil(last: string, count: number): string[] {
  const [year = 0, month = 1, day = 1] = last.split('-').map(Number)
  return Array.from({ length: count }, (_, at) =>
    new Date(Date.UTC(year, month - 1, day - (count - 1 - at))).toISOString().slice(0, 10),
  )
}

/** Of this process: on a machine of one person that is theirs. */
export function ownTimeZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone
}

/** The first moment of the day of this process's calendar. */
export function startOfDay(now: Date): Date {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate())
}

export function startOfNextDay(now: Date): Date {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1)
}
