import { isTerminal, type ExecutionSummary } from '@specflow/workflow/schema'

const MOVING_MS = 2_000
const WAITING_MS = 5_000
/** Executions that others start, from a script or another window, appear within this time. */
const QUIET_MS = 10_000

/** In how many ms to ask for a list again: as soon as the liveliest of its executions deserves. */
export function listInterval(executions: readonly Pick<ExecutionSummary, 'status'>[]): number {
  if (executions.some(({ status }) => status === 'running' || status === 'queued')) return MOVING_MS
  return executions.some(({ status }) => !isTerminal(status)) ? WAITING_MS : QUIET_MS
}
