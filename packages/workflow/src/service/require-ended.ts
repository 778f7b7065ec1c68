import { WorkflowError } from '../errors.ts'
import { isTerminal, type WorkflowExecution } from '../schema/index.ts'

/** Throws `NOT_ENDED` with what can be done instead. */
export function requireEnded({ id, status }: WorkflowExecution): void {
  if (isTerminal(status)) return
  const remedy =
    status === 'waiting_for_input' ? 'Answer its questions, or cancel it.' : 'Wait for its end, or cancel it.'
  const message = `The execution ${id} has not ended; it is ${status}. ${remedy}`
  throw new WorkflowError('NOT_ENDED', message, { details: { status } })
}
