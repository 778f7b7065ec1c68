import { Counter, Histogram, type Registry } from 'prom-client'
import { queueEntryOf, type ExecutionMove } from '@specflow/workflow'
import { EXECUTION_ERROR_CODES } from '@specflow/workflow/schema'

const RUN_SECONDS = [1, 5, 15, 60, 300, 600, 1_800, 3_600, 14_400]
const WAIT_SECONDS = [0.1, 1, 5, 30, 120, 600, 3_600]
const OUTCOMES = ['completed', 'needs_input', 'failed', 'cancelled']

/**
 * Counts what happens to executions and their runs from now on, from the transitions as they are stored. No label says
 * which execution, project or skill: every one of them has a few values, known beforehand.
 */
export function createRunMetrics(registry: Registry): (move: ExecutionMove) => void {
  const registers = [registry]
  const accepted = new Counter({
    name: 'specflow_executions_accepted_total',
    help: 'Executions that were accepted.',
    registers,
  })
  const ended = new Counter({
    name: 'specflow_executions_ended_total',
    help: 'Executions that ended for good, by status; of failed ones with the code of the error.',
    labelNames: ['status', 'code'],
    registers,
  })
  const runs = new Counter({
    name: 'specflow_runs_total',
    help: 'Runs of the agent that ended, by outcome.',
    labelNames: ['outcome'],
    registers,
  })
  const duration = new Histogram({
    name: 'specflow_run_duration_seconds',
    help: 'How long runs took, by outcome.',
    labelNames: ['outcome'],
    buckets: RUN_SECONDS,
    registers,
  })
  const wait = new Histogram({
    name: 'specflow_queue_wait_seconds',
    help: 'How long executions were queued before their run began.',
    buckets: WAIT_SECONDS,
    registers,
  })
  const cost = new Counter({
    name: 'specflow_cost_usd_total',
    help: 'What runs cost in US dollars, as the agent counts.',
    registers,
  })
  const unknownCosts = new Counter({
    name: 'specflow_runs_unknown_cost_total',
    help: 'Runs that ended without saying what they cost.',
    registers,
  })
  // So that the first of a kind is an increase from zero, which a rate shows.
  for (const outcome of OUTCOMES) {
    runs.inc({ outcome }, 0)
    duration.zero({ outcome })
  }
  for (const status of ['completed', 'cancelled']) ended.inc({ status, code: '' }, 0)
  for (const code of EXECUTION_ERROR_CODES) ended.inc({ status: 'failed', code }, 0)

  const endRun = ({ event, execution }: ExecutionMove) => {
    const run = execution.runs.at(-1)
    const outcome = event === 'input_requested' ? 'needs_input' : event
    runs.inc({ outcome })
    const seconds = run?.endedAt === undefined ? undefined : secondsBetween(run.startedAt, run.endedAt)
    if (seconds !== undefined) duration.observe({ outcome }, seconds)
    if (run?.costUsd === undefined) unknownCosts.inc()
    else cost.inc(run.costUsd)
  }

  return (move) => {
    const { event, execution, from } = move
    if (event === 'accepted') accepted.inc()
    if (event === 'run_started')
      wait.observe(secondsBetween(queueEntryOf(execution).enteredAt, execution.updatedAt))
    if (from === 'running') endRun(move)
    if (execution.completedAt !== undefined || execution.cancelledAt !== undefined) {
      ended.inc({ status: execution.status, code: execution.error?.code ?? '' })
    }
  }
}

/** A clock that was set back makes no negative time. */
function secondsBetween(start: string, end: string): number {
  return Math.max(0, Date.parse(end) - Date.parse(start)) / 1_000
}
