const STEPS_MS = [1_000, 2_000, 5_000, 10_000, 30_000] as const
const LONGEST_MS = 30_000

/** How long to wait after so many failures in a row (1 or more) before asking again. */
export function backoffMs(failureCount: number): number {
  return STEPS_MS[Math.max(failureCount, 1) - 1] ?? LONGEST_MS
}
