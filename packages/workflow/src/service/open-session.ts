import type { WorkflowExecution } from '../schema/index.ts'
import type { ServiceContext } from './context.ts'

/** Enough for what is looked at; beyond it the oldest is forgotten. */
const MAX_SEEN_SESSIONS = 1_000

/**
 * The session of a live run. A first run's is in no record before the run has ended: what was seen of it while it lived is
 * remembered, so that it is known also for the moment in which it ends.
 */
export async function findLiveSession(
  { agents, log, seenSessions }: Pick<ServiceContext, 'agents' | 'log' | 'seenSessions'>,
  { agent, id }: Pick<WorkflowExecution, 'agent' | 'id'>,
): Promise<string | undefined> {
  const seen = seenSessions.get(id)
  if (seen !== undefined) return seen
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
