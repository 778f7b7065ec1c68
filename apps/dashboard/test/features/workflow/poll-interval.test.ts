import { describe, expect, it } from 'vitest'
import { pollInterval } from '../../../src/features/workflow/hooks/poll-interval.ts'

describe('pollInterval', () => {
  it.each([
    { status: 'queued', ageMs: 0, expected: 2_000 },
    { status: 'queued', ageMs: 3_600_000, expected: 2_000 },
    { status: 'running', ageMs: -5_000, expected: 1_000 },
    { status: 'running', ageMs: 0, expected: 1_000 },
    { status: 'running', ageMs: 14_999, expected: 1_000 },
    { status: 'running', ageMs: 15_000, expected: 2_000 },
    { status: 'running', ageMs: 119_999, expected: 2_000 },
    { status: 'running', ageMs: 120_000, expected: 5_000 },
    { status: 'waiting_for_input', ageMs: 0, expected: 5_000 },
    { status: 'completed', ageMs: 0, expected: false },
    { status: 'failed', ageMs: 0, expected: false },
    { status: 'cancelled', ageMs: 0, expected: false },
  ] as const)(
    'asks for $status at the age of $ageMs ms again in $expected',
    ({ status, ageMs, expected }) => {
      expect(pollInterval({ status, isStopping: false, ageMs, failureCount: 0, pace: 'normal' })).toBe(
        expected,
      )
    },
  )

  it('asks often while a stop is watched, at any pace, and as ever when it is over', () => {
    const stopping = { isStopping: true, ageMs: 3_600_000, failureCount: 0, pace: 'calm' as const }
    expect(pollInterval({ status: 'running', ...stopping })).toBe(500)
    expect(pollInterval({ status: 'cancelled', ...stopping })).toBe(false)
  })

  it.each([
    [1, 1_000],
    [2, 2_000],
    [3, 5_000],
    [4, 10_000],
    [5, 30_000],
    [6, 30_000],
    [100, 30_000],
  ])('waits longer after %i failures', (failureCount, expected) => {
    expect(pollInterval({ status: 'running', isStopping: false, ageMs: 0, failureCount, pace: 'calm' })).toBe(
      expected,
    )
  })

  it('asks a third as often at a calm pace, and still not when nothing can change', () => {
    expect(
      pollInterval({ status: 'running', isStopping: false, ageMs: 0, failureCount: 0, pace: 'calm' }),
    ).toBe(3_000)
    expect(
      pollInterval({ status: 'failed', isStopping: false, ageMs: 0, failureCount: 0, pace: 'calm' }),
    ).toBe(false)
  })
})
