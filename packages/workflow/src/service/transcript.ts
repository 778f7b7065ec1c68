import type { Transcript, TranscriptInput, WorkflowExecution } from '../schema/index.ts'
import type { ServiceContext } from './context.ts'
import { findLiveSession } from './open-session.ts'

const NOTHING: Transcript = { state: 'none', size: 0, start: 0, end: 0, entries: [] }

/** What the agent wrote down of the execution's session. It is shown, and decides nothing. */
export async function readTranscript(
  context: ServiceContext,
  { id, agentId, callId, after, before }: TranscriptInput,
): Promise<Transcript> {
  const execution = await context.records.require(id)
  const sessionId = execution.sessionId ?? (await openSession(context, execution))
  if (sessionId === undefined) return NOTHING
  const page = await context.transcripts.read({
    sessionId,
    projectPath: execution.projectPath,
    ...(agentId !== undefined && { agentId }),
    ...(callId !== undefined && { callId }),
    ...(after !== undefined && { after }),
    ...(before !== undefined && { before }),
  })
  return page === undefined ? { ...NOTHING, sessionId } : { state: 'ready', sessionId, ...page }
}

async function openSession(
  context: ServiceContext,
  execution: WorkflowExecution,
): Promise<string | undefined> {
  const seen = context.seenSessions.get(execution.id)
  return seen !== undefined || execution.status !== 'running' ? seen : findLiveSession(context, execution)
}
