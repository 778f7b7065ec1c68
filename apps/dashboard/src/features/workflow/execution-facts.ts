import {
  isTerminal,
  type ExecutionStatus,
  type Run,
  type ShownExecution,
  type WorkflowExecution,
} from '@specflow/workflow/schema'
import { pluralize } from '../../lib/format.ts'

interface Ending {
  status: ExecutionStatus
  updatedAt: string
  completedAt?: string | undefined
  cancelledAt?: string | undefined
}

/** When an execution ended; `undefined` while it has not. */
export function endedAt({ status, updatedAt, completedAt, cancelledAt }: Ending): string | undefined {
  return isTerminal(status) ? (completedAt ?? cancelledAt ?? updatedAt) : undefined
}

/** What the earlier system ran can be read, and no more. */
export function canRetry({ status, legacy }: Pick<WorkflowExecution, 'status' | 'legacy'>): boolean {
  return isTerminal(status) && legacy === undefined
}

export function canFollowUp(execution: Pick<WorkflowExecution, 'status' | 'legacy' | 'sessionId'>): boolean {
  return canRetry(execution) && execution.sessionId !== undefined
}

/** Where the message of a follow-up is kept until it is sent. */
export function followUpDraftKey(executionId: string): string {
  return `follow-up.${executionId}`
}

/** What is the matter with it now, in one sentence without anything that ticks: it is read aloud when it changes. */
export function describeState(execution: ShownExecution): string {
  const { status }: { status: string } = execution
  switch (execution.status) {
    case 'queued':
      return execution.queuedBecause ?? 'Waiting for its turn.'
    case 'running':
      return execution.stop || execution.stopProgress
        ? 'Being stopped.'
        : `Run ${String(execution.runs.length || 1)} is going on.`
    case 'waiting_for_input':
      return `The agent asks ${pluralize(execution.questionSet?.questions.length ?? 0, 'question')}.`
    case 'completed':
      return 'The agent has finished.'
    case 'failed':
      return `It failed: ${execution.error?.code ?? 'why is not known'}.`
    case 'cancelled':
      return 'It was cancelled.'
    default:
      return `This page does not know what “${status}” means: the server is newer. Reload it.`
  }
}

/** How a run left: `exit 0`, `SIGKILL`, or that this is not known. */
export function describeExit({ exitCode, signal, endedAt: end }: Run): string {
  if (signal !== undefined) return signal
  if (exitCode !== undefined) return `exit ${String(exitCode)}`
  return end === undefined ? 'not ended' : 'not known'
}

/** Whether the last stop is over and proven; one that is not is the most urgent thing on the page. */
export function isStopProven({ stop }: WorkflowExecution): boolean {
  return stop?.endedAt !== undefined
}
