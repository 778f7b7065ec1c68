import { isUuid } from '../schema/index.ts'
import type { AgentRunEnd } from './port.ts'
import type { ResultObject } from './result-object.ts'

type RunFigures = Pick<AgentRunEnd, 'sessionId' | 'sessionCostUsd' | 'usage' | 'numTurns'>

/**
 * What a result object says about the session and about what the run took. The cost counts the whole session; usage
 * and turns count this run. Whatever the object does not say is absent. A resumed run that failed may name a session
 * that holds nothing, so only a success replaces the session that is known.
 */
export function runFigures(result: ResultObject, { isResumed }: { isResumed: boolean }): RunFigures {
  const { sessionId, totalCostUsd, usage, numTurns, isError } = result
  const namesSession = isUuid(sessionId) && !(isResumed && isError)
  return {
    ...(namesSession && { sessionId }),
    ...(totalCostUsd !== undefined && { sessionCostUsd: totalCostUsd }),
    ...(usage !== undefined && { usage }),
    ...(numTurns !== undefined && { numTurns }),
  }
}
