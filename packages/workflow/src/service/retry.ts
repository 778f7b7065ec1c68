import type { RetryInput } from '../schema/index.ts'
import { beginOnce, type Started } from './begin.ts'
import type { ServiceContext } from './context.ts'
import { followUp } from './follow-up.ts'
import { requireEnded } from './require-ended.ts'
import { start } from './start.ts'

/** The same skill and input with the same time limit, as a new execution. Everything is checked before anything is written. */
export function retryExecution(
  context: ServiceContext,
  { acknowledge, id, requestId }: RetryInput,
): Promise<Started> {
  return beginOnce(context, requestId, async () => {
    const earlier = await context.records.require(id)
    requireEnded(earlier)
    const { continues, input, projectId, skill, timeoutMs } = earlier
    const again = {
      retryOf: id,
      timeoutMs,
      ...(requestId !== undefined && { requestId }),
      ...(acknowledge !== undefined && { acknowledge }),
    }
    // A message is of its session alone: as the input of a skill it would mean something else.
    if (continues) return followUp(context, earlier, { ...again, message: input ?? '' })
    return start(context, { ...again, projectId, skill, ...(input !== undefined && { input }) })
  })
}
