import type { Transcript, TranscriptInput, WorkflowExecution } from '../schema/index.ts'
import type { ServiceContext } from './context.ts'

const NOTHING: Transcript = { state: 'none', size: 0, start: 0, end: 0, entries: [] }
/** Enough for what is looked at; beyond it the oldest is forgotten. */
const MAX_SEEN_SESSIONS = 1_000

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

/**
 * A first run's session is in no record before the run has ended: what was seen of it while it lived is remembered, so that its
 * transcript does not go away for the moment in which it ends.
 */
async function openSession(
  { agents, log, seenSessions }: ServiceContext,
  { id, agent, status }: WorkflowExecution,
): Promise<string | undefined> {
  const seen = seenSessions.get(id)
  if (seen !== undefined || status !== 'running') return seen
  const sessionId = await agents
    .forKind(agent)
    .findOpenSession(id)
    .catch((error: unknown) => {
      log.error({ err: error, execution: id }, 'it cannot be told which session a run has open')
      return undefined
    })
  if (sessionId !== undefined) remember(seenSessions, id, sessionId)
  return sessionId
}

function remember(seen: Map<string, string>, id: string, sessionId: string): void {
  const [oldest] = seen.keys()
  if (oldest !== undefined && seen.size >= MAX_SEEN_SESSIONS) seen.delete(oldest)
  seen.set(id, sessionId)
}
