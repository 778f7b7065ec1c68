import { describe, expect, it } from 'vitest'
import { findOverspent } from '../../src/limits/find-overspent.ts'
import { findRefusal } from '../../src/limits/find-refusal.ts'
import { scopesWith } from '../../src/limits/scopes.ts'
import { costToday, recentRuns, type UsageFacts } from '../../src/limits/usage.ts'
import { summarize, type ExecutionStatus, type RunLimits } from '../../src/schema/index.ts'
import { startOfDay, startOfNextDay } from '../../src/statistics/days.ts'
import type { IndexedExecution, RunCost } from '../../src/store/port.ts'
import { newExecution } from '../support/executions.ts'

/** Noon of the server's day, so that hours before and after are of the same one. */
const NOW = new Date(2026, 2, 10, 12)
const at = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000).toISOString()

interface Indexed {
  projectId?: string
  status?: ExecutionStatus
  runStarts?: string[]
  costs?: RunCost[]
}

function indexed({ costs = [], projectId = 'shop', runStarts = [], status = 'completed' }: Indexed) {
  return {
    summary: summarize(newExecution({ projectId, status })),
    attempts: runStarts.length,
    costs,
    runStarts,
  }
}

function factsOf(executions: IndexedExecution[], live: [string, number][] = []): UsageFacts {
  return { executions, live: new Map(live), now: NOW }
}

const scope = (limits: RunLimits, projectId?: string) => ({
  limits,
  ...(projectId !== undefined && { projectId }),
})

describe('runs per hour', () => {
  it('counts each run of the last sixty minutes, those after an answer too, and what is queued', () => {
    const facts = factsOf([
      indexed({ runStarts: [at(-61), at(-59), at(-1)] }),
      indexed({ status: 'queued', runStarts: [at(-30)] }),
      indexed({ projectId: 'garden', status: 'queued' }),
    ])
    expect(recentRuns({}, facts)).toHaveLength(5)
    expect(recentRuns({ projectId: 'garden' }, facts)).toEqual([NOW.getTime()])
  })

  it('refuses at the limit and says when a run is an hour old', () => {
    const facts = factsOf([indexed({ runStarts: [at(-50)] }), indexed({ runStarts: [at(-20)] })])
    expect(findRefusal([scope({ maxRunsPerHour: 3 })], facts)).toBeUndefined()
    expect(findRefusal([scope({ maxRunsPerHour: 2 })], facts)).toMatchObject({
      code: 'RATE_LIMITED',
      message: `The limit of 2 runs per hour for all projects together is reached: 2 began in the last hour or are queued. It is free again at ${at(10)}; raise the limit to start sooner.`,
      details: { limit: 'maxRunsPerHour', value: 2, seen: 2, freeAt: at(10), retryAfterSeconds: 600 },
    })
    // One that was lowered meanwhile is free only when enough have left.
    expect(findRefusal([scope({ maxRunsPerHour: 1 })], facts)?.details).toMatchObject({ freeAt: at(40) })
  })

  it('names the project whose limit it is', () => {
    const facts = factsOf([indexed({ runStarts: [at(-50)] })])
    expect(findRefusal([scope({ maxRunsPerHour: 1 }, 'shop')], facts)).toMatchObject({
      message: expect.stringContaining('1 run per hour for this project') as string,
      details: { projectId: 'shop' },
    })
    expect(findRefusal([scope({ maxRunsPerHour: 1 }, 'garden')], facts)).toBeUndefined()
  })
})

describe('cost per day', () => {
  const midnight = startOfDay(NOW).toISOString()
  const yesterday = new Date(startOfDay(NOW).getTime() - 1).toISOString()

  it('counts what ended today by the calendar of the server, estimates for what is unknown, and what runs', () => {
    const running = indexed({ status: 'running' })
    const ended = indexed({ costs: [{ endedAt: at(-1) }] })
    const facts = factsOf(
      [
        indexed({
          costs: [
            { endedAt: midnight, costUsd: 1 },
            { endedAt: yesterday, costUsd: 100 },
          ],
        }),
        indexed({ costs: [{ endedAt: at(-5), estimatedCostUsd: 0.25 }] }),
        indexed({ projectId: 'garden', costs: [{ endedAt: at(-5), costUsd: 8 }] }),
        running,
        ended,
      ],
      [
        [running.summary.id, 0.5],
        // Its record is newer than what was measured last.
        [ended.summary.id, 50],
      ],
    )
    expect(costToday({}, facts)).toBe(9.75)
    expect(costToday({ projectId: 'shop' }, facts)).toBe(1.75)
  })

  it('refuses at the limit until the next day begins', () => {
    const facts = factsOf([indexed({ costs: [{ endedAt: at(-5), costUsd: 2 }] })])
    expect(findRefusal([scope({ maxCostPerDayUsd: 2.01 })], facts)).toBeUndefined()
    const freeAt = startOfNextDay(NOW).toISOString()
    expect(findRefusal([scope({ maxCostPerDayUsd: 2 })], facts)).toMatchObject({
      code: 'RATE_LIMITED',
      message: `The limit of 2.00 USD per day for all projects together is reached: today has cost about 2.00 USD. It is free again at ${freeAt}; raise the limit to start sooner.`,
      details: { limit: 'maxCostPerDayUsd', value: 2, seen: 2, freeAt },
    })
  })

  it('of two limits tells the one that lasts longer', () => {
    const facts = factsOf([indexed({ runStarts: [at(-5)], costs: [{ endedAt: at(-5), costUsd: 2 }] })])
    const both = [scope({ maxRunsPerHour: 1 }, 'shop'), scope({ maxCostPerDayUsd: 1 })]
    expect(findRefusal(both, facts)?.details).toMatchObject({ limit: 'maxCostPerDayUsd' })
  })
})

describe('a live run', () => {
  it('may go on below its limit, and has reached it at it', () => {
    const facts = factsOf([])
    expect(findOverspent([scope({ maxCostUsd: 0.5 })], 0.49, facts)).toBeUndefined()
    expect(findOverspent([scope({ maxCostUsd: 0.5 }, 'shop')], 0.5, facts)).toBe(
      'The limit of 0.50 USD for one execution of this project was reached: it had cost about 0.50 USD.',
    )
    expect(findOverspent([scope({ maxCostUsd: 0.005 })], 0.0123, facts)).toContain(
      'of 0.005 USD for one execution was reached: it had cost about 0.012 USD.',
    )
  })

  it('is over with the day that it is in', () => {
    const running = indexed({ status: 'running' })
    const facts = factsOf([running], [[running.summary.id, 3]])
    expect(findOverspent([scope({ maxCostPerDayUsd: 3 })], 0, facts)).toBe(
      'The limit of 3.00 USD per day for all projects together was reached: today had cost about 3.00 USD.',
    )
    expect(findOverspent([scope({ maxCostPerDayUsd: 3 }, 'garden')], 0, facts)).toBeUndefined()
  })
})

it('a project is in its own scope and in that of everything, where these have such limits', () => {
  const all = { global: { maxCostUsd: 1 }, projects: { shop: { maxRunsPerHour: 2 } } }
  expect(scopesWith(all, 'shop', ['maxCostUsd', 'maxRunsPerHour'])).toEqual([
    { limits: { maxCostUsd: 1 } },
    { projectId: 'shop', limits: { maxRunsPerHour: 2 } },
  ])
  expect(scopesWith(all, 'shop', ['maxCostUsd'])).toEqual([{ limits: { maxCostUsd: 1 } }])
  expect(scopesWith(all, 'constructor', ['maxRunsPerHour'])).toEqual([])
})
