import { ROOT_CONTEXT, SpanStatusCode, type Context, type Tracer } from '@opentelemetry/api'
import type { ExecutionMove } from '@specflow/workflow'
import { currentContext } from './current-span.ts'
import { describeExecution } from './trace-service.ts'

/**
 * A span for every run, from its claim to its end, within whatever started or answered it. It is made when the run has ended, from
 * the times in the record: so a run that an earlier server began has one too, by itself.
 */
export function createRunTraces(tracer: Tracer): (move: ExecutionMove) => void {
  // Of executions that have not ended, and no others.
  const causes = new Map<string, Context>()
  return ({ event, execution, from }) => {
    if (event === 'accepted' || event === 'answered') causes.set(execution.id, currentContext())
    if (from === 'running') endRun(tracer, execution, causes.get(execution.id))
    if (event !== 'accepted' && event !== 'answered' && event !== 'run_started') causes.delete(execution.id)
  }
}

function endRun(tracer: Tracer, execution: ExecutionMove['execution'], cause = ROOT_CONTEXT): void {
  const run = execution.runs.at(-1)
  if (run?.endedAt === undefined) return
  const { error } = execution
  const attributes = {
    ...describeExecution(execution),
    'specflow.attempt': run.attempt,
    ...(run.costUsd !== undefined && { 'specflow.cost_usd': run.costUsd }),
    ...(error && { 'error.type': error.code }),
  }
  const span = tracer.startSpan('run', { startTime: new Date(run.startedAt), attributes }, cause)
  if (error) span.setStatus({ code: SpanStatusCode.ERROR })
  span.end(new Date(run.endedAt))
}
