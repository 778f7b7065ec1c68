import { expect, test } from 'vitest'
import { createRateLimit, type CountedRequest, type RateLimit } from '../../../src/server/guard/rate-limit.ts'

type Kind = CountedRequest['kind']

function createLimit(requestsPerSecond = 200) {
  const clock = { ms: 1_000 }
  const limit = createRateLimit({ requestsPerSecond, now: () => clock.ms })
  return { clock, limit }
}

/** How many of so many requests in one moment pass. */
function countPassing(limit: RateLimit, method: string, requests: number, kind: Kind = 'other'): number {
  return Array.from({ length: requests }, () => limit({ method, kind })).filter(
    (refusal) => refusal === undefined,
  ).length
}

test('reads at the given rate pass for as long as they like, whoever else asks', () => {
  const { clock, limit } = createLimit()
  for (let second = 0; second < 60; second += 1) {
    for (let request = 0; request < 200; request += 1) {
      clock.ms += 5
      expect(limit({ method: 'GET', kind: 'other' })).toBeUndefined()
    }
  }
})

test('a burst passes, what comes beyond it is refused, and after a second there is room again', () => {
  const { clock, limit } = createLimit()
  expect(countPassing(limit, 'GET', 1_000)).toBe(400)
  expect(limit({ method: 'HEAD', kind: 'other' })).toMatchObject({
    code: 'RATE_LIMITED',
    details: { retryAfterSeconds: 1 },
  })
  clock.ms += 1_000
  expect(countPassing(limit, 'GET', 1_000)).toBe(200)
  clock.ms += 3_600_000
  expect(countPassing(limit, 'GET', 1_000)).toBe(400)
})

test('what changes something has a budget of its own, a tenth of it', () => {
  const { clock, limit } = createLimit()
  countPassing(limit, 'GET', 1_000)
  expect(countPassing(limit, 'POST', 1_000)).toBe(100)
  expect(limit({ method: 'DELETE', kind: 'other' })?.message).toContain('20 changes a second')
  clock.ms += 1_000
  expect(countPassing(limit, 'PUT', 1_000)).toBe(20)
})

test('a refused request costs nothing, so that asking on does not keep one out', () => {
  const { clock, limit } = createLimit()
  countPassing(limit, 'POST', 10_000)
  clock.ms += 50
  expect(limit({ method: 'POST', kind: 'other' })).toBeUndefined()
})

test('who has no token uses up nothing of those who have one', () => {
  const { clock, limit } = createLimit()
  for (const method of ['POST', 'GET']) {
    countPassing(limit, method, 1_000, 'open')
    expect(limit({ method, kind: 'open' })?.message).toContain('20 requests without a token a second')
  }
  expect(countPassing(limit, 'GET', 1_000)).toBe(400)
  expect(countPassing(limit, 'POST', 1_000)).toBe(100)
  clock.ms += 1_000
  expect(countPassing(limit, 'GET', 1_000, 'open')).toBe(20)
})

test('nothing else uses up what is there for following executions', () => {
  const { clock, limit } = createLimit()
  countPassing(limit, 'GET', 1_000)
  countPassing(limit, 'POST', 1_000)
  countPassing(limit, 'GET', 1_000, 'open')
  expect(countPassing(limit, 'GET', 1_000, 'news')).toBe(400)
  for (let second = 0; second < 10; second += 1) {
    clock.ms += 1_000
    countPassing(limit, 'GET', 1_000)
    expect(countPassing(limit, 'GET', 200, 'news')).toBe(200)
  }
})
