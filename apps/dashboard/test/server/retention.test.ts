import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { keepPruning } from '../../src/server/retention.ts'

const DAY_MS = 24 * 60 * 60 * 1_000
const error = vi.fn()
const log = { info: () => undefined, error }

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
  error.mockReset()
})

test('prunes at once and every day, until it is stopped', () => {
  const prune = vi.fn((days: number) => Promise.resolve(days))
  const stop = keepPruning({ service: { prune }, days: 30, log })
  expect(prune.mock.calls).toEqual([[30]])
  vi.advanceTimersByTime(2 * DAY_MS)
  expect(prune).toHaveBeenCalledTimes(3)
  stop()
  vi.advanceTimersByTime(2 * DAY_MS)
  expect(prune).toHaveBeenCalledTimes(3)
})

test('never prunes when nothing was set', () => {
  const prune = vi.fn(() => Promise.resolve(0))
  keepPruning({ service: { prune }, log })()
  vi.advanceTimersByTime(2 * DAY_MS)
  expect(prune).not.toHaveBeenCalled()
})

test('logs what keeps it from pruning and tries again the next day', async () => {
  const prune = vi.fn(() => Promise.reject(new Error('EIO')))
  const stop = keepPruning({ service: { prune }, days: 1, log })
  await vi.advanceTimersByTimeAsync(DAY_MS)
  stop()
  expect(prune).toHaveBeenCalledTimes(2)
  expect(error).toHaveBeenCalledTimes(2)
})
