import type { ActiveCounts } from '@specflow/workflow/schema'
import { pacedMs, type PollingPace } from '../../../lib/polling-pace.ts'
import { backoffMs } from '../../../trpc/backoff.ts'

const MOVING_MS = 1_000
const WAITING_MS = 3_000
/** Executions that others start, from a script or another window, appear within this time. */
const IDLE_MS = 5_000
const HIDDEN_MS = 15_000

interface Situation {
  /** Absent while the server has told nothing yet. */
  counts: ActiveCounts | undefined
  isHidden: boolean
  /** Requests that failed since the last one that was answered. */
  failureCount: number
  pace: PollingPace
}

/** In how many ms to ask again what changed: as soon as the liveliest execution deserves. */
export function changesInterval({ counts, isHidden, failureCount, pace }: Situation): number {
  const visibleMs = failureCount > 0 ? backoffMs(failureCount) : pacedMs(liveliness(counts), pace)
  return isHidden ? Math.max(HIDDEN_MS, visibleMs) : visibleMs
}

function liveliness(counts: ActiveCounts | undefined): number {
  if (!counts) return IDLE_MS
  if (counts.running > 0 || counts.queued > 0) return MOVING_MS
  return counts.waiting_for_input > 0 ? WAITING_MS : IDLE_MS
}
