import { nameScope, sayUsd, type LimitedScope } from './scopes.ts'
import { costToday, type UsageFacts } from './usage.ts'

/** Which cost limit a live run has reached, with what was spent, in words; `undefined` while it may go on. */
export function findOverspent(
  scopes: readonly LimitedScope[],
  spentUsd: number,
  facts: UsageFacts,
): string | undefined {
  for (const scope of scopes) {
    const { maxCostPerDayUsd, maxCostUsd } = scope.limits
    if (maxCostUsd !== undefined && spentUsd >= maxCostUsd) {
      const whose = scope.projectId === undefined ? '' : ` of ${nameScope(scope)}`
      return `The limit of ${sayUsd(maxCostUsd)} for one execution${whose} was reached: it had cost about ${sayUsd(spentUsd)}.`
    }
    if (maxCostPerDayUsd === undefined) continue
    const today = costToday(scope, facts)
    if (today >= maxCostPerDayUsd) {
      return `The limit of ${sayUsd(maxCostPerDayUsd)} per day for ${nameScope(scope)} was reached: today had cost about ${sayUsd(today)}.`
    }
  }
  return undefined
}
