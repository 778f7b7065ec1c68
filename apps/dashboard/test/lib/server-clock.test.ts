import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createServerClock } from '../../src/lib/server-clock.ts'

const NOW = Date.parse('2026-01-01T00:00:00.000Z')

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

it.each([
  ['Thu, 01 Jan 2026 00:05:00 GMT', 300_000],
  ['Wed, 31 Dec 2025 23:00:00 GMT', -3_600_000],
  ['Thu, 01 Jan 2026 00:00:01 GMT', 0],
  ['not a date', 0],
  [null, 0],
])('is as far ahead as an answer of %j says', (header, expected) => {
  const clock = createServerClock(() => NOW)
  clock.observe(header)
  expect(clock.now() - NOW).toBe(expected)
})

it('ticks every second while somebody listens, and leaves no timer behind', () => {
  const clock = createServerClock()
  const listener = vi.fn()
  const stop = clock.subscribe(listener)
  vi.advanceTimersByTime(3_000)
  expect(listener).toHaveBeenCalledTimes(3)
  stop()
  expect(vi.getTimerCount()).toBe(0)
})
