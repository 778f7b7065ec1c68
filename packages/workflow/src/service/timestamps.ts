/** A clock that was set back by more than this is believed; below it, it is taken for two events in one millisecond. */
const LARGEST_CORRECTION_MS = 1_000

/**
 * Times as ISO 8601 in UTC, no two alike: lists and the queue are ordered by them, and two starts within one
 * millisecond must keep their order also after a restart.
 */
export function createTimestamps(now: () => Date): () => string {
  let last = Number.NEGATIVE_INFINITY
  return () => {
    const current = now().getTime()
    const isBehind = current <= last && last - current < LARGEST_CORRECTION_MS
    last = isBehind ? last + 1 : current
    return new Date(last).toISOString()
  }
}
