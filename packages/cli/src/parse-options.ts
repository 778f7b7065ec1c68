import { InvalidArgumentError } from 'commander'

const UNITS_MS = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 }

/** `90s`, `30m`, `2h`, in milliseconds. */
export function parseDuration(given: string): number {
  const { number, unit } = /^(?<number>\d{1,8})(?<unit>ms|s|m|h)$/.exec(given)?.groups ?? {}
  if (number === undefined || unit === undefined) {
    throw new InvalidArgumentError('Expected a number with its unit, such as 90s, 30m or 2h.')
  }
  return Number(number) * UNITS_MS[unit as keyof typeof UNITS_MS]
}

export function parseLimit(given: string): number {
  const limit = Number(given)
  if (Number.isInteger(limit) && limit >= 1 && limit <= 200) return limit
  throw new InvalidArgumentError('Expected a whole number from 1 to 200.')
}

export const STATUSES = [
  'queued',
  'running',
  'waiting_for_input',
  'completed',
  'failed',
  'cancelled',
] as const

/** Several, with commas between them. */
export function parseStatuses(given: string): (typeof STATUSES)[number][] {
  return given.split(',').map((name) => {
    const status = STATUSES.find((known) => known === name)
    if (status === undefined) throw new InvalidArgumentError(`Expected some of ${STATUSES.join(', ')}.`)
    return status
  })
}

/** For an option that may be given several times. */
export function collect(given: string, before: string[] = []): string[] {
  return [...before, given]
}
