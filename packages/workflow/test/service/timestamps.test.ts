import { expect, it } from 'vitest'
import { createTimestamps } from '../../src/service/timestamps.ts'

const T = Date.parse('2026-01-02T03:04:05.000Z')

it.each([
  ['two events in one millisecond', [T, T, T], [0, 1, 2]],
  ['a clock that goes on', [T, T + 5, T + 5, T + 9], [0, 5, 6, 9]],
  ['a small step back', [T, T - 400, T - 399], [0, 1, 2]],
  ['a clock that was a year ahead and is put right', [T, T - 31_536_000_000], [0, -31_536_000_000]],
])('orders %s', (_what, clock, expected) => {
  const readings = clock.values()
  const timestamp = createTimestamps(() => new Date(readings.next().value ?? Number.NaN))
  expect(clock.map(() => Date.parse(timestamp()) - T)).toEqual(expected)
})
