import type { ExecutionError, WorkflowExecution } from '../schema/index.ts'
import type { ServiceContext } from './context.ts'
import { queueEntryOf } from './queue-entry.ts'
import { superviseRun } from './supervise.ts'

/**
 * Brings the records and the processes of an earlier server together: live runs are watched again, ended ones are
 * finished from what they left on disk, queued ones wait for their turn. Doing it twice changes nothing.
 */
export async function recoverExecutions(context: ServiceContext): Promise<void> {
  const unfinished = await context.store.listUnfinished()
  await Promise.all(
    unfinished.map(async ({ id }) => {
      await context.locks.run(id, async () => {
        const execution = await context.store.get(id)
        if (execution && !context.liveRuns.has(id)) await recoverOrReport(context, execution)
      })
    }),
  )
  context.dispatch()
}

/**
 * One run that cannot be taken up, such as one whose directory is damaged, keeps no other from being taken up. It stays
 * as it is: something of it may be alive, so it holds its slot, and health tells.
 */
async function recoverOrReport(context: ServiceContext, execution: WorkflowExecution): Promise<void> {
  try {
    await recoverExecution(context, execution)
    context.unrecovered.delete(execution.id)
  } catch (error) {
    context.log.error({ executionId: execution.id, err: error }, 'a run could not be taken up')
    context.unrecovered.add(execution.id)
    if (execution.status === 'running') await context.queue.occupy(queueEntryOf(execution))
  }
}

async function recoverExecution(context: ServiceContext, execution: WorkflowExecution): Promise<void> {
  if (execution.status !== 'queued' && execution.status !== 'running') return
  const { agent, id, runs } = execution
  // A claim whose record was not written yet belongs to the run that would come next.
  const attempt = execution.status === 'queued' ? runs.length + 1 : runs.length
  const run = await context.agents.forKind(agent).recover({ executionId: id, attempt })
  const entry = queueEntryOf(execution)
  if (run !== 'unclaimed') {
    await context.queue.leave(id)
    await context.queue.occupy(entry)
    await superviseRun(context, execution, run)
    context.log.info({ executionId: id, attempt }, 'run taken up again')
  } else if (execution.status === 'queued') {
    await context.queue.enter(entry)
  } else {
    await interrupt(context, id)
  }
}

async function interrupt(context: ServiceContext, id: string): Promise<void> {
  const at = context.timestamp()
  const error: ExecutionError = {
    code: 'INTERRUPTED',
    message: 'The run left neither a process nor a record of its end.',
    remedy: 'Start it again.',
  }
  await context.records.apply(id, { type: 'failed', at, run: { endedAt: at }, error })
}
