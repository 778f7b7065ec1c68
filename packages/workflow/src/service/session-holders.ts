import type { FindSessionHolders } from '../queue/port.ts'
import { agentKindSchema } from '../schema/index.ts'
import type { WorkflowServiceOptions } from './port.ts'

/**
 * Asks every kind of agent, since they may keep their sessions in one place. Where that fails, nobody is known to have a
 * session free: what would go on with one waits, and everything else runs.
 */
export function createHolderSearch({
  agents,
  log,
}: Pick<WorkflowServiceOptions, 'agents' | 'log'>): FindSessionHolders {
  return async (sessionIds) => {
    try {
      const found = await Promise.all(
        agentKindSchema.options.map((kind) => agents.forKind(kind).findSessionHolders(sessionIds)),
      )
      return found.flat()
    } catch (error) {
      log.error({ err: error }, 'it cannot be told which sessions are open')
      return sessionIds.map((sessionId) => ({ sessionId }))
    }
  }
}
