import { WorkflowError } from '../errors.ts'
import type { OutputInput } from '../schema/index.ts'
import type { ServiceContext } from './context.ts'
import type { RunOutput } from './port.ts'

/** What a run printed. Of an execution that has not run, of a run that it has not, and of what is not kept, there is none. */
export async function readOutput(
  context: ServiceContext,
  { id, run, stream }: OutputInput,
): Promise<RunOutput> {
  const { agent, runs } = await context.records.require(id)
  const attempt = run ?? runs.at(-1)?.attempt
  if (attempt === undefined) throw notFound(`No process of the execution ${id} has run.`)
  if (!runs.some((known) => known.attempt === attempt)) {
    throw notFound(`The execution ${id} has no run ${String(attempt)}. It has ${String(runs.length)}.`)
  }
  const parts = await context.agents.forKind(agent).streamOutput({ executionId: id, attempt }, stream)
  if (!parts) throw notFound(`The ${stream} of run ${String(attempt)} of the execution ${id} is not there.`)
  return { attempt, parts }
}

function notFound(message: string): WorkflowError {
  return new WorkflowError('OUTPUT_NOT_FOUND', message)
}
