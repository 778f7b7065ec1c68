import { expect, test } from 'vitest'
import { readLimits, writeLimits } from '../../../src/features/limits/read-limits.ts'

const EMPTY = { maxCostUsd: '', maxCostPerDayUsd: ' ', maxRunsPerHour: '' }

test('an empty field is no limit', () => {
  expect(readLimits(EMPTY)).toEqual({ limits: {}, problems: {} })
  expect(writeLimits({})).toEqual({ maxCostUsd: '', maxCostPerDayUsd: '', maxRunsPerHour: '' })
})

test('amounts are read with a point or a comma, and written as they are read', () => {
  const { limits } = readLimits({ maxCostUsd: '0,5', maxCostPerDayUsd: ' 20.25 ', maxRunsPerHour: '7' })
  expect(limits).toEqual({ maxCostUsd: 0.5, maxCostPerDayUsd: 20.25, maxRunsPerHour: 7 })
  expect(readLimits(writeLimits(limits)).limits).toEqual(limits)
})

test.each([
  ['maxCostUsd', '0'],
  ['maxCostUsd', '-1'],
  ['maxCostPerDayUsd', 'ten'],
  ['maxCostPerDayUsd', '1e9'],
  ['maxRunsPerHour', '1.5'],
  ['maxRunsPerHour', '0'],
] as const)('in %s “%s” is refused by its name, and is no limit', (name, text) => {
  const { limits, problems } = readLimits({ ...EMPTY, [name]: text })
  expect(limits).toEqual({})
  expect(problems).toEqual({ [name]: expect.stringContaining(`“${text}”`) as string })
})
