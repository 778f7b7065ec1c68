import { SpanStatusCode, type Attributes, type Tracer } from '@opentelemetry/api'
import { WorkflowError, type WorkflowService } from '@specflow/workflow'
import type { WorkflowExecution } from '@specflow/workflow/schema'
import { currentContext, withinSpan } from './current-span.ts'

/** The same service, with a span for whatever begins, answers or stops a run. Reading is seen in its request. */
export function traceService(tracer: Tracer, service: WorkflowService): WorkflowService {
  const started = ({ execution }: { execution: WorkflowExecution }) => describeExecution(execution)
  const traced = <T>(name: string, act: () => Promise<T>, describe: (result: T) => Attributes) =>
    traceCall(tracer, { name: `workflow.${name}`, act, describe })
  return {
    ...service,
    start: (input) => traced('start', () => service.start(input), started),
    followUp: (input) => traced('follow_up', () => service.followUp(input), started),
    retry: (input) => traced('retry', () => service.retry(input), started),
    answer: (input) => traced('answer', () => service.answer(input), describeExecution),
    cancel: (id) => traced('cancel', () => service.cancel(id), describeExecution),
  }
}

interface TracedCall<T> {
  name: string
  act: () => Promise<T>
  describe: (result: T) => Attributes
}

async function traceCall<T>(tracer: Tracer, { act, describe, name }: TracedCall<T>): Promise<T> {
  const span = tracer.startSpan(name, {}, currentContext())
  try {
    const result = await withinSpan(span, act)
    span.setAttributes(describe(result))
    return result
  } catch (error) {
    // The code alone: a message may hold a path, or what the caller sent.
    span.setAttribute('error.type', error instanceof WorkflowError ? error.code : 'INTERNAL')
    span.setStatus({ code: SpanStatusCode.ERROR })
    throw error
  } finally {
    span.end()
  }
}

/** Which execution it is, and nothing that anybody wrote. */
export function describeExecution({ agent, id, projectId, skill, status }: WorkflowExecution): Attributes {
  return {
    'specflow.execution_id': id,
    'specflow.project_id': projectId,
    'specflow.skill': skill,
    'specflow.agent': agent,
    'specflow.status': status,
  }
}
