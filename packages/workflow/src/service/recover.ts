import { noteTakenUp } from '../execution/timeline.ts'
import type { AgentRun } from '../runner/port.ts'
import type { ExecutionError, WorkflowExecution } from '../schema/index.ts'
import type { ServiceContext } from './context.ts'
import { queueEntryOf } from './queue-entry.ts'
import { superviseRun } from './supervise.ts'

/**
 * Brings the records and the processes of an earlier server together: live runs are watched again, ended ones are
 * finished from what they left on disk, queued ones wait for their turn. Doing it twice changes nothing.
 */
export async function recoverExecutions(context: ServiceContext): Promise<void> {
  context.recovery.isUnderWay = true
  try {
    const unfinished = await context.store.listUnfinished()
    await Promise.all(unfinished.map(({ id }) => recoverUnlessLive(context, id)))
  } finally {
    context.recovery.isUnderWay = false
  }
  context.dispatch()
}

async function recoverUnlessLive(context: ServiceContext, id: string): Promise<void> {
  await context.locks.run(id, async () => {
    const execution = await context.store.get(id)
    if (execution && !context.liveRuns.has(id)) await recoverOrReport(context, execution)
  })
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
    await context.queue.occupy(queueEntryOf(execution))
  }
}

async function recoverExecution(context: ServiceContext, execution: WorkflowExecution): Promise<void> {
  if (execution.status !== 'queued' && execution.status !== 'running') return
  const { id } = execution
  const run = await readRunBack(context, execution)
  const entry = queueEntryOf(execution)
  if (run !== 'unclaimed') {
    await context.queue.leave(id)
    await context.queue.occupy(entry)
    await superviseRun(context, execution, run)
    await tellTakenUp(context, id)
    context.log.info({ executionId: id }, 'run taken up again')
  } else if (execution.status === 'queued') {
    await context.queue.enter(entry)
  } else {
    await interrupt(context, id)
  }
}

/** The run that an execution has now, or would have next: a claim that is not in the record yet is of that one. */
export async function readRunBack(
  context: Omit<ServiceContext, 'dispatch'>,
  { agent, continues, id, runs, status }: WorkflowExecution,
): Promise<AgentRun | 'unclaimed'> {
  const attempt = status === 'queued' ? runs.length + 1 : runs.length
  const isFollowUp = continues !== undefined
  return context.agents.forKind(agent).recover({ executionId: id, attempt, isFollowUp })
}

/** Told in the record where the disk takes it: a run is watched all the same where it does not. */
async function tellTakenUp(context: ServiceContext, id: string): Promise<void> {
  try {
    if ((await context.records.require(id)).status !== 'running') return
    await context.records.change(id, (execution) => noteTakenUp(execution, context.timestamp()))
  } catch (error) {
    context.log.error({ executionId: id, err: error }, 'it could not be recorded that a run was taken up')
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
