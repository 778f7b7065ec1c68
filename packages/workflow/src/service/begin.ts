import { failpoint } from '@specflow/failpoints'
import type { AgentRunner } from '../runner/port.ts'
import { EXECUTION_SCHEMA_VERSION, type WorkflowExecution } from '../schema/index.ts'
import type { ServiceContext } from './context.ts'
import { admitRun } from './limits.ts'
import { entranceTo, queueEntryOf } from './queue-entry.ts'
import type { Trusted } from './trust.ts'

export interface Started {
  execution: WorkflowExecution
  /** False when the request id was known: nothing was started again. */
  created: boolean
}

/** What a new execution is of. The rest of its record is the same for all. */
export interface Beginning extends Pick<
  WorkflowExecution,
  | 'requestId'
  | 'projectId'
  | 'projectName'
  | 'projectPath'
  | 'skill'
  | 'input'
  | 'continues'
  | 'retryOf'
  | 'sessionId'
> {
  timeoutMs: number | undefined
}

/** One request id begins one execution, however often it comes and whatever it asks for. */
export async function beginOnce(
  context: ServiceContext,
  requestId: string | undefined,
  begin: () => Promise<WorkflowExecution>,
): Promise<Started> {
  if (requestId === undefined) return { execution: await begin(), created: true }
  return context.locks.run(`request:${requestId}`, async () => {
    const known = await context.store.findByRequestId(requestId)
    if (known) return { execution: known, created: false }
    return { execution: await begin(), created: true }
  })
}

/** Everything but the limits is checked by now. What is written here survives a crash and runs. */
export async function begin(
  context: ServiceContext,
  { agent, trust }: { agent: AgentRunner; trust: Trusted },
  { timeoutMs = context.defaultTimeoutMs, ...beginning }: Beginning,
): Promise<WorkflowExecution> {
  const { version } = await agent.status()
  await failpoint('before-save-intent')
  const create = async () => {
    await trust.keep()
    const at = context.timestamp()
    return context.records.create({
      id: context.createId(),
      schemaVersion: EXECUTION_SCHEMA_VERSION,
      revision: 0,
      ...beginning,
      agent: agent.kind,
      ...(version !== undefined && { agentVersion: version }),
      status: 'queued',
      answers: [],
      timeoutMs,
      runs: [],
      timeline: [{ at, event: 'accepted' }],
      startedAt: at,
      updatedAt: at,
    })
  }
  const execution = await admitRun(context, beginning.projectId, () =>
    context.locks.run(entranceTo(beginning.projectPath), create),
  )
  await failpoint('after-save-intent')
  await context.queue.enter(queueEntryOf(execution))
  context.dispatch()
  return execution
}
