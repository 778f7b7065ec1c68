import { WorkflowError } from '../errors.ts'
import type { RunLimits } from '../schema/index.ts'
import { startOfNextDay } from '../statistics/days.ts'
import { nameScope, sayUsd, type LimitedScope } from './scopes.ts'
import { costToday, HOUR_MS, recentRuns, type UsageFacts } from './usage.ts'

/** What keeps one more run from being accepted. */
interface Reached {
  limit: keyof RunLimits
  scope: LimitedScope
  value: number
  seen: number
  freeAtMs: number
  /** The limit and what was seen, as a sentence of a message. */
  words: string
}

/** `RATE_LIMITED` where a scope has no room for one more run now; of several limits the one that lasts longest. */
export function findRefusal(scopes: readonly LimitedScope[], facts: UsageFacts): WorkflowError | undefined {
  const reached = scopes.flatMap((scope) => [runsReached(scope, facts), costReached(scope, facts)])
  const [longest] = reached.filter((one) => one !== undefined).sort((a, b) => b.freeAtMs - a.freeAtMs)
  return longest && toRefusal(longest, facts.now)
}

function runsReached(scope: LimitedScope, facts: UsageFacts): Reached | undefined {
  const value = scope.limits.maxRunsPerHour
  if (value === undefined) return undefined
  const times = recentRuns(scope, facts)
  if (times.length < value) return undefined
  const seen = times.length
  // So many must be an hour old before there is room for one.
  const freeAtMs = (times[seen - value] ?? facts.now.getTime()) + HOUR_MS
  const words = `The limit of ${String(value)} ${value === 1 ? 'run' : 'runs'} per hour for ${nameScope(scope)} is reached: ${String(seen)} began in the last hour or ${seen === 1 ? 'is' : 'are'} queued.`
  return { limit: 'maxRunsPerHour', scope, value, seen, freeAtMs, words }
}

/** Also before a run begins that was accepted while there was room. */
export function costReached(scope: LimitedScope, facts: UsageFacts): Reached | undefined {
  const value = scope.limits.maxCostPerDayUsd
  if (value === undefined) return undefined
  const seen = costToday(scope, facts)
  if (seen < value) return undefined
  const freeAtMs = startOfNextDay(facts.now).getTime()
  const words = `The limit of ${sayUsd(value)} per day for ${nameScope(scope)} is reached: today has cost about ${sayUsd(seen)}.`
  return { limit: 'maxCostPerDayUsd', scope, value, seen, freeAtMs, words }
}

function toRefusal({ freeAtMs, limit, scope, seen, value, words }: Reached, now: Date): WorkflowError {
  const freeAt = new Date(freeAtMs).toISOString()
  const retryAfterSeconds = Math.max(1, Math.ceil((freeAtMs - now.getTime()) / 1_000))
  const message = `${words} It is free again at ${freeAt}; raise the limit to start sooner.`
  const { projectId } = scope
  return new WorkflowError('RATE_LIMITED', message, {
    details: { limit, value, seen, freeAt, retryAfterSeconds, ...(projectId !== undefined && { projectId }) },
  })
}
