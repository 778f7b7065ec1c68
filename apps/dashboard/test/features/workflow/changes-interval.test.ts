import { expect, it } from 'vitest'
import { changesInterval } from '../../../src/features/workflow/changes/changes-interval.ts'

const NONE = { queued: 0, running: 0, waiting_for_input: 0 }

it.each([
  { counts: undefined, expected: 5_000 },
  { counts: NONE, expected: 5_000 },
  { counts: { ...NONE, waiting_for_input: 2 }, expected: 3_000 },
  { counts: { ...NONE, queued: 1, waiting_for_input: 2 }, expected: 1_000 },
  { counts: { ...NONE, running: 1 }, expected: 1_000 },
  { counts: { ...NONE, running: 1 }, failureCount: 3, expected: 5_000 },
  { counts: { ...NONE, running: 1 }, isHidden: true, expected: 15_000 },
  { counts: NONE, failureCount: 2, isHidden: true, expected: 15_000 },
  { counts: { ...NONE, running: 1 }, pace: 'calm', expected: 3_000 },
  { counts: NONE, pace: 'calm', failureCount: 1, expected: 1_000 },
  { counts: { ...NONE, running: 1 }, pace: 'calm', isHidden: true, expected: 15_000 },
  { counts: NONE, failureCount: 9, isHidden: true, expected: 30_000 },
] as const)(
  'asks again in $expected ms: %j',
  ({ counts, failureCount = 0, isHidden = false, pace = 'normal' as const, expected }) => {
    expect(changesInterval({ counts, failureCount, isHidden, pace })).toBe(expected)
  },
)
