import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { countPart, printResults } from '../lib/results.mjs'

/** @type {string[]} */
let printed = []
beforeEach(() => {
  printed = []
  vi.spyOn(console, 'log').mockImplementation((line) => printed.push(...String(line).split('\n')))
})
afterEach(() => {
  vi.restoreAllMocks()
})

describe('countPart', () => {
  const counts = { passed: 4, failed: 0, skipped: 0 }

  it.each([
    ['ended without a report', { hasTests: true, code: 0 }],
    ['failed without naming a failed test', { hasTests: true, counts, code: 3 }],
    ['ran no test', { hasTests: true, counts: { passed: 0, failed: 0, skipped: 7 }, code: 0 }],
    ['has no tests and failed as a whole', { hasTests: false, code: 1 }],
  ])('counts a part that %s as one failure', (_, part) => {
    expect(countPart({ name: 'part', ...part }).failed).toBe(1)
  })

  it('adds nothing to the failures that a part names itself', () => {
    const part = { name: 'rest', hasTests: true, counts: { ...counts, failed: 2 }, code: 1 }
    expect(countPart(part)).toEqual({ passed: 4, failed: 2, skipped: 0 })
  })

  it('adds nothing for a part without tests that went well', () => {
    expect(countPart({ name: 'check', hasTests: false, code: 0 })).toEqual({
      passed: 0,
      failed: 0,
      skipped: 0,
    })
  })
})

describe('printResults', () => {
  it('ends with the sum alone on its line', () => {
    const code = printResults([
      { name: 'unit', hasTests: true, counts: { passed: 40, failed: 0, skipped: 1 } },
      { name: 'check', hasTests: false, code: 0 },
      { name: 'rest', hasTests: true, counts: { passed: 2, failed: 0, skipped: 0 }, code: 0 },
    ])
    expect(printed.at(-1)).toBe('42 passed, 0 failed')
    expect(code).toBe(0)
  })

  it('names what failed above the table, where the end of a long output shows it', () => {
    const counts = { passed: 1, failed: 1, skipped: 0, failures: ['sum.test.ts: adds\n    expected 3'] }
    printResults([{ name: 'unit', hasTests: true, counts, code: 1 }])
    expect(printed.slice(0, 4)).toEqual(['', 'FAILED in unit: sum.test.ts: adds', '    expected 3', ''])
  })

  it('says which part ended without a report, and fails', () => {
    const code = printResults([{ name: 'browser', hasTests: true, code: 1 }])
    expect(printed.find((line) => line.startsWith('browser'))).toContain('without a report')
    expect(printed.at(-1)).toBe('0 passed, 1 failed')
    expect(code).toBe(1)
  })
})
