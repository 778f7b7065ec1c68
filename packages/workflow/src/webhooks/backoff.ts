const SECOND_MS = 1_000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS

/** After each failed attempt the pause before the next one; about a day altogether. */
const PAUSES_MS = [
  5 * SECOND_MS,
  30 * SECOND_MS,
  2 * MINUTE_MS,
  10 * MINUTE_MS,
  ...Array.from({ length: 24 }, () => HOUR_MS),
]

/** A pause is up to so much of itself shorter or longer, so that what failed together is not tried together again. */
const JITTER = 0.2

/** However long a receiver asks to be left alone. */
export const LONGEST_PAUSE_MS = 24 * HOUR_MS

export interface Pause {
  /** Attempts that have failed, the last one included. */
  attempts: number
  /** From 0 to 1. */
  random: number
  /** What the receiver asked for. */
  retryAfterMs?: number | undefined
}

/**
 * How long to wait before the next attempt; `undefined` when there is to be none. Attempts are counted rather than hours, so that
 * a server that was down for a day has not used any of them up.
 */
export function pauseBeforeNext({ attempts, random, retryAfterMs = 0 }: Pause): number | undefined {
  const pause = PAUSES_MS[attempts - 1]
  if (pause === undefined) return undefined
  const jittered = Math.round(pause * (1 - JITTER + 2 * JITTER * random))
  return Math.max(jittered, Math.min(retryAfterMs, LONGEST_PAUSE_MS))
}

/** Reads the header `Retry-After`, seconds or a date; `undefined` for everything else. */
export function readRetryAfter(header: string | null, now: Date): number | undefined {
  if (header === null) return undefined
  if (/^\d{1,9}$/.test(header)) return Number(header) * SECOND_MS
  // `Date.parse` takes much more than the date of HTTP, which names its day.
  const at = /^[A-Z][a-z]{2}, .* GMT$/.test(header) ? Date.parse(header) : Number.NaN
  return Number.isNaN(at) ? undefined : Math.max(0, at - now.getTime())
}
