import type { CostMeters, MeteredRun } from './port.ts'

/** Meters that tell what a test says, by session. */
export interface MemoryCostMeters extends CostMeters {
  /** What was opened, in order. */
  readonly opened: readonly MeteredRun[]
  /** From now on the run of this session has cost so much. */
  spend(sessionId: string, costUsd: number): void
}

export function createMemoryCostMeters(): MemoryCostMeters {
  const costs = new Map<string, number>()
  const opened: MeteredRun[] = []
  return {
    opened,
    spend: (sessionId, costUsd) => {
      costs.set(sessionId, costUsd)
    },
    open: (run) => {
      opened.push(run)
      return { read: () => Promise.resolve(costs.get(run.sessionId) ?? 0) }
    },
  }
}
