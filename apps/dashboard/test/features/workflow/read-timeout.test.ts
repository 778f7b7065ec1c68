import { expect, it } from 'vitest'
import { readTimeout, writeTimeout } from '../../../src/features/workflow/read-timeout.ts'

it.each([
  ['', undefined],
  ['30', 1_800_000],
  [' 1,5 ', 90_000],
  ['90 s', 90_000],
  ['90s', 90_000],
  ['10 min', 600_000],
  ['1h 30m', 5_400_000],
  ['1 Hour 2 minutes 3 seconds', 3_723_000],
  ['0.5h', 1_800_000],
  ['24 h', 86_400_000],
])('%j is %j', (text, ms) => {
  expect(readTimeout(text)).toEqual(ms === undefined ? {} : { ms })
})

it.each(['soon', '1 x', '5 min later', '-1', '0', '25 h', '0.5 s', '1441', '1h30', 'Infinity'])(
  'says what does not fit in %j',
  (text) => {
    expect(readTimeout(text)).toEqual({ problem: expect.stringMatching(/^Give a time/) as string })
  },
)

it.each([1_000, 90_000, 600_000, 86_400_000, 1_234])('reads what it writes for %j ms', (ms) => {
  expect(readTimeout(writeTimeout(ms))).toEqual({ ms })
})
