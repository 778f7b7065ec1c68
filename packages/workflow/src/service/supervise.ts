import { failpoint } from '@specflow/failpoints'
import { createQuestionSet } from '../execution/question-set.ts'
import type { RunEnd } from '../execution/run-end.ts'
import type { ExecutionEvent } from '../execution/transition.ts'
import type { AgentRun, AgentRunEnd } from '../runner/port.ts'
import type { StopReceipt, WorkflowExecution } from '../schema/index.ts'
import type { ServiceContext } from './context.ts'

/**
 * Puts a run under watch: records its claim, and in the background its end. The caller holds the execution's lock;
 * `execution` is the record as it is now, `queued` or, after a restart, `running`.
 */
export async function superviseRun(
  context: ServiceContext,
  execution: WorkflowExecution,
  run: AgentRun,
): Promise<void> {
  const { id } = execution
  const claimed = await run.claimed
  await failpoint('after-started-seen')
  if (claimed && execution.status === 'queued') {
    const { version } = await context.agents.forKind(execution.agent).status()
    const event: ExecutionEvent = {
      type: 'run_started',
      at: context.timestamp(),
      ...(version !== undefined && { agentVersion: version }),
    }
    await failpoint('before-save-running')
    await context.records.applySurely(id, event, context.closing.signal)
  }
  const ranAtAll = claimed || execution.status === 'running'
  const recorded = recordEnd(context, execution, { run, ranAtAll })
  context.liveRuns.set(id, { execution, run, recorded })
  context.costWatch.wake()
}

interface WatchedRun {
  run: AgentRun
  /** False when no process ever was: then no run of the record has ended with it. */
  ranAtAll: boolean
}

async function recordEnd(
  context: ServiceContext,
  { id, projectPath }: WorkflowExecution,
  { run, ranAtAll }: WatchedRun,
): Promise<void> {
  try {
    const end = await run.ended
    // After close nothing is written any more: the next server finds the same end on disk.
    if (context.closing.signal.aborted) return
    await context.locks.run(id, async () => {
      await failpoint('before-save-final')
      const event = eventOf(context, await withEstimate(context, id, end), ranAtAll)
      await context.records.applySurely(id, event, context.closing.signal)
      await failpoint('after-save-final')
      context.liveRuns.delete(id)
    })
  } catch (error) {
    if (context.closing.signal.aborted) return
    // Such as a record that somebody removed. The process is gone all the same; what it left is read again by a cancel.
    context.log.error({ executionId: id, err: error }, 'the end of a run could not be recorded')
    context.liveRuns.delete(id)
  }
  context.inBackground(giveSlotBack(context, { id, projectPath }), 'a slot could not be given back')
}

/**
 * Nobody waits for the snapshot who waits for the status. It comes before the slot is free, so that the next run of the project does
 * not write into what this one left.
 */
async function giveSlotBack(
  context: ServiceContext,
  { id, projectPath }: Pick<WorkflowExecution, 'id' | 'projectPath'>,
): Promise<void> {
  await context.snapshots.takeLast({ executionId: id, projectPath }, context.closing.signal)
  await context.queue.release(id)
  context.dispatch()
}

/** Where the agent told no cost, as when it was stopped, what was measured is better than nothing. */
async function withEstimate(
  { costWatch }: ServiceContext,
  id: string,
  end: AgentRunEnd,
): Promise<AgentRunEnd> {
  const estimatedCostUsd = await costWatch.settle(id)
  return { ...end, ...(estimatedCostUsd !== undefined && { estimatedCostUsd }) }
}

function eventOf(context: ServiceContext, end: AgentRunEnd, ranAtAll: boolean): ExecutionEvent {
  const at = context.timestamp()
  const run = runEndOf(end)
  const { outcome, stop } = end
  switch (outcome.kind) {
    case 'completed':
      return { type: 'completed', at, run, output: outcome.output, ...(stop && { stop }) }
    case 'needs_input': {
      const questionSet = createQuestionSet(outcome.output, context.createId())
      return { type: 'input_requested', at, run, output: outcome.output, questionSet, ...(stop && { stop }) }
    }
    case 'failed':
      return {
        type: 'failed',
        at,
        ...(ranAtAll && { run }),
        ...(outcome.output && { output: outcome.output }),
        error: outcome.error,
        ...(stop && { stop }),
      }
    case 'cancelled':
      return {
        type: 'cancelled',
        at,
        ...(ranAtAll && { run }),
        ...(outcome.output && { output: outcome.output }),
        stop: stop ?? emptyReceipt(at),
      }
  }
}

/** For what was cancelled while no process of it was alive. */
export function emptyReceipt(at: string): StopReceipt {
  return { reason: 'cancelled', requestedAt: at, signals: [], seen: [], survivors: [], endedAt: at }
}

function runEndOf({ outcome: _outcome, stop: _stop, ...run }: AgentRunEnd): RunEnd {
  return run
}
