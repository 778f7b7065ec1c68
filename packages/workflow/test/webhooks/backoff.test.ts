import { expect, it } from 'vitest'
import { pauseBeforeNext, readRetryAfter } from '../../src/webhooks/backoff.ts'

const HOUR_S = 3_600
const NOW = new Date('2026-03-01T08:00:00.000Z')

it.each([
  [1, 5],
  [2, 30],
  [3, 120],
  [4, 600],
  [5, HOUR_S],
  [28, HOUR_S],
])('after %i failed attempts it waits %i s', (attempts, seconds) => {
  expect(pauseBeforeNext({ attempts, random: 0.5 })).toBe(seconds * 1_000)
})

it('gives up after a day', () => {
  const pauses = Array.from(
    { length: 28 },
    (_, at) => pauseBeforeNext({ attempts: at + 1, random: 0.5 }) ?? 0,
  )
  const hours = pauses.reduce((sum, pause) => sum + pause, 0) / (HOUR_S * 1_000)
  expect(hours).toBeGreaterThan(24)
  expect(hours).toBeLessThan(25)
  expect(pauseBeforeNext({ attempts: 29, random: 0.5, retryAfterMs: 1_000 })).toBeUndefined()
})

it('is up to a fifth shorter or longer, by chance', () => {
  expect(pauseBeforeNext({ attempts: 1, random: 0 })).toBe(4_000)
  expect(pauseBeforeNext({ attempts: 1, random: 1 })).toBe(6_000)
})

it('waits as long as the receiver asks, for a day at most, and never less than by itself', () => {
  const pause = (retryAfterMs: number) => pauseBeforeNext({ attempts: 2, random: 0.5, retryAfterMs })
  expect(pause(90_000)).toBe(90_000)
  expect(pause(1_000)).toBe(30_000)
  expect(pause(400 * HOUR_S * 1_000)).toBe(24 * HOUR_S * 1_000)
})

it.each([
  ['120', 120_000],
  ['0', 0],
  ['Sun, 01 Mar 2026 08:01:30 GMT', 90_000],
  ['Sun, 01 Mar 2026 07:00:00 GMT', 0],
  ['soon', undefined],
  ['-5', undefined],
  ['2026', 2_026_000],
  ['2026-03-01T08:01:30Z', undefined],
  [null, undefined],
])('reads the Retry-After %j', (header, ms) => {
  expect(readRetryAfter(header, NOW)).toBe(ms)
})
