import { WorkflowError } from '../errors.ts'
import type { StopReceipt, WorkflowExecution } from '../schema/index.ts'
import type { LiveRun, ServiceContext } from './context.ts'
import { noteUnproven } from './note-unproven.ts'
import { readRunBack } from './recover.ts'
import { emptyReceipt, superviseRun } from './supervise.ts'

export interface CancelOptions {
  /** Whether an execution that waits for an answer is left as it is. */
  leavesQuestions?: boolean
}

/** Resolves when the tree is proven dead and the record says so. */
export async function cancelExecution(
  context: ServiceContext,
  id: string,
  options: CancelOptions = {},
): Promise<WorkflowExecution> {
  const live = await context.locks.run(id, () => cancelOrFindRun(context, id, options))
  if ('status' in live) return live
  const receipt = await live.run.stop()
  if (receipt !== 'already_ended' && receipt.endedAt === undefined)
    throw await stopFailed(context, id, receipt)
  await live.recorded
  const execution = await context.records.require(id)
  switch (execution.status) {
    case 'cancelled':
      return execution
    case 'running':
      throw new WorkflowError(
        'STOP_FAILED',
        `The run of the execution ${id} is dead, but that is not recorded yet. Cancel it again.`,
      )
    default:
      // It ended by itself first. What it ended in decides: a question can still be cancelled, an end cannot.
      return cancelExecution(context, id, options)
  }
}

/** Without a live process the record alone is cancelled; otherwise the run must be stopped first, outside the lock. */
async function cancelOrFindRun(
  context: ServiceContext,
  id: string,
  { leavesQuestions = false }: CancelOptions,
): Promise<WorkflowExecution | LiveRun> {
  const execution = await context.records.require(id)
  switch (execution.status) {
    case 'cancelled':
      return execution
    case 'completed':
    case 'failed':
      throw alreadyEnded(execution)
    case 'queued':
      // Of one that an earlier server left, something may be alive although no run of it is in the record.
      if (!context.unrecovered.has(id)) return cancelRecord(context, id)
      return (await takeUpRun(context, execution)) ?? cancelRecord(context, id)
    case 'waiting_for_input':
      return leavesQuestions ? execution : cancelRecord(context, id)
    case 'running': {
      const live = context.liveRuns.get(id) ?? (await takeUpRun(context, execution))
      if (live) return live
      throw new WorkflowError('INTERNAL', `The run of the execution ${id} cannot be found.`)
    }
  }
}

async function cancelRecord(context: ServiceContext, id: string): Promise<WorkflowExecution> {
  const at = context.timestamp()
  const cancelled = await context.records.apply(id, { type: 'cancelled', at, stop: emptyReceipt(at) })
  await context.queue.leave(id)
  await context.queue.release(id)
  context.dispatch()
  return cancelled
}

/** A run that nobody watches; `undefined` when there is none. */
async function takeUpRun(
  context: ServiceContext,
  execution: WorkflowExecution,
): Promise<LiveRun | undefined> {
  const { id } = execution
  const run = await readRunBack(context, execution)
  context.unrecovered.delete(id)
  if (run === 'unclaimed') return undefined
  await superviseRun(context, execution, run)
  const live = context.liveRuns.get(id)
  if (!live) throw new WorkflowError('INTERNAL', `The run of the execution ${id} cannot be watched.`)
  return live
}

async function stopFailed(context: ServiceContext, id: string, receipt: StopReceipt): Promise<WorkflowError> {
  await noteUnproven(context, id, receipt)
  const pids = receipt.survivors.map(({ pid }) => pid).join(', ')
  const message = `The execution ${id} could not be proven stopped; still alive: ${pids}. Cancel it again.`
  return new WorkflowError('STOP_FAILED', message, { details: { receipt } })
}

function alreadyEnded({ id, status }: WorkflowExecution): WorkflowError {
  const message = `The execution ${id} is ${status} and can no longer be cancelled.`
  return new WorkflowError('ALREADY_ENDED', message, { details: { status } })
}
