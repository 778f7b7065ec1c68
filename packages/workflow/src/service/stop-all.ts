import { WorkflowError } from '../errors.ts'
import { cancelExecution } from './cancel.ts'
import type { ServiceContext } from './context.ts'
import type { StoppedAll } from './port.ts'

/**
 * Cancels everything that is queued or runs, all at once. What waits for an answer has no process and stays, also what comes to
 * ask meanwhile; what ended by itself meanwhile is in neither list.
 */
export async function stopAllExecutions(context: ServiceContext): Promise<StoppedAll> {
  const active = (await context.store.listIndexed())
    .map(({ summary }) => summary)
    .filter(({ status }) => status === 'queued' || status === 'running')
    // What has not begun first, so that no slot that becomes free lets it begin.
    .sort((a, b) => Number(a.status === 'running') - Number(b.status === 'running'))
  context.log.info({ executions: active.length }, 'everything is to be stopped')
  const all: StoppedAll = { stopped: [], notStopped: [] }
  await Promise.all(
    active.map(async ({ id }) => {
      try {
        const { status } = await cancelExecution(context, id, { leavesQuestions: true })
        if (status === 'cancelled') all.stopped.push(id)
      } catch (error) {
        if (!hasEnded(error)) all.notStopped.push({ id, error })
      }
    }),
  )
  return all
}

function hasEnded(error: unknown): boolean {
  return (
    error instanceof WorkflowError && (error.code === 'ALREADY_ENDED' || error.code === 'EXECUTION_NOT_FOUND')
  )
}
