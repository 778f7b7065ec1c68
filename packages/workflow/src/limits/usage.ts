import { startOfDay } from '../statistics/days.ts'
import type { IndexedExecution } from '../store/port.ts'
import type { LimitsScope } from './port.ts'
import { isInScope } from './scopes.ts'

/** All that the limits are measured by. */
export interface UsageFacts {
  executions: readonly IndexedExecution[]
  /** What live runs have cost so far, by execution, in US dollars. */
  live: ReadonlyMap<string, number>
  now: Date
}

export const HOUR_MS = 60 * 60 * 1_000

/**
 * What a scope has cost on this day of the server's calendar, as the overview counts it, with what runs now. Where the agent
 * told no cost, the estimate stands in for it.
 */
export function costToday(scope: LimitsScope, { executions, live, now }: UsageFacts): number {
  const since = startOfDay(now).toISOString()
  let sum = 0
  for (const { costs, summary } of executions) {
    if (!isInScope(scope, summary.projectId)) continue
    for (const { costUsd, endedAt, estimatedCostUsd } of costs) {
      if (endedAt >= since) sum += costUsd ?? estimatedCostUsd ?? 0
    }
    // The record and the costs in it are of one moment: what it says has ended is counted there.
    if (summary.status === 'running') sum += live.get(summary.id) ?? 0
  }
  return sum
}

/** When the runs of the last sixty minutes began, in ms, oldest first. What is queued will begin: it counts as now. */
export function recentRuns(scope: LimitsScope, { executions, now }: UsageFacts): number[] {
  const nowMs = now.getTime()
  const since = new Date(nowMs - HOUR_MS).toISOString()
  const times: number[] = []
  for (const { runStarts, summary } of executions) {
    if (!isInScope(scope, summary.projectId)) continue
    for (const start of runStarts) if (start > since) times.push(Date.parse(start))
    if (summary.status === 'queued') times.push(nowMs)
  }
  return times.sort((a, b) => a - b)
}
