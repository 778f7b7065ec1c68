import type { ExecutionStatus } from '@specflow/workflow/schema'
import { pacedMs, type PollingPace } from '../../../lib/polling-pace.ts'
import { backoffMs } from '../../../trpc/backoff.ts'

interface PollState {
  status: ExecutionStatus
  /** Somebody waits for it and watches. */
  isStopping: boolean
  /** Since the run began that is going on. */
  ageMs: number
  /** Requests that failed since the last one that was answered. */
  failureCount: number
  pace: PollingPace
}

/** At any pace: a stop is over soon. */
const WHILE_STOPPING_MS = 500

/** In how many ms to ask for an execution's status again; `false` when nothing can change any more. */
export function pollInterval({ status, isStopping, ageMs, failureCount, pace }: PollState): number | false {
  if (failureCount > 0) return backoffMs(failureCount)
  if (status === 'running' && isStopping) return WHILE_STOPPING_MS
  const intervalMs = liveliness(status, ageMs)
  return intervalMs !== false && pacedMs(intervalMs, pace)
}

function liveliness(status: ExecutionStatus, ageMs: number): number | false {
  switch (status) {
    case 'queued':
      return 2_000
    case 'running':
      return runningInterval(ageMs)
    case 'waiting_for_input':
      return 5_000
    case 'completed':
    case 'failed':
    case 'cancelled':
      return false
    default:
      // A status of a newer server: what it leads to, this page will see.
      return 5_000
  }
}

/** Most runs that end soon end very soon; one that has run for minutes will not be missed by seconds. */
function runningInterval(ageMs: number): number {
  if (ageMs < 15_000) return 1_000
  if (ageMs < 120_000) return 2_000
  return 5_000
}
