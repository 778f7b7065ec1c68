import { describe, expect, it } from 'vitest'
import { listInterval } from '../../../src/features/workflow/hooks/list-interval.ts'
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
      expect(pollInterval({ status, ageMs, failureCount: 0 })).toBe(expected)
    },
  )

  it.each([
    [1, 1_000],
    [2, 2_000],
    [3, 5_000],
    [4, 10_000],
    [5, 30_000],
    [6, 30_000],
    [100, 30_000],
  ])('waits longer after %i failures', (failureCount, expected) => {
    expect(pollInterval({ status: 'running', ageMs: 0, failureCount })).toBe(expected)
  })
})

describe('listInterval', () => {
  it.each([
    { statuses: [], expected: 10_000 },
    { statuses: ['completed', 'failed', 'cancelled'], expected: 10_000 },
    { statuses: ['completed', 'waiting_for_input'], expected: 5_000 },
    { statuses: ['waiting_for_input', 'queued'], expected: 2_000 },
    { statuses: ['completed', 'running'], expected: 2_000 },
  ] as const)('asks for a list of $statuses again in $expected', ({ statuses, expected }) => {
    expect(listInterval(statuses.map((status) => ({ status })))).toBe(expected)
  })
})
