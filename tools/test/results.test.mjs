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
  it('counts a part that ended without a report as one failure', () => {
    expect(countPart({ name: 'rest', counts: undefined, code: 0 })).toEqual({
      passed: 0,
      failed: 1,
      skipped: 0,
    })
  })

  it('counts a part that failed without naming a failed test as one failure', () => {
    expect(countPart({ name: 'check', counts: { passed: 4, failed: 0, skipped: 0 }, code: 3 }).failed).toBe(1)
  })

  it('adds nothing to the failures that a part names itself', () => {
    expect(countPart({ name: 'rest', counts: { passed: 4, failed: 2, skipped: 0 }, code: 1 }).failed).toBe(2)
  })
})

describe('printResults', () => {
  it('ends with the sum alone on its line', () => {
    const code = printResults([
      { name: 'unit', counts: { passed: 40, failed: 0, skipped: 1 } },
      { name: 'rest', counts: { passed: 2, failed: 0, skipped: 0 }, code: 0 },
    ])
    expect(printed.at(-1)).toBe('42 passed, 0 failed')
    expect(code).toBe(0)
  })

  it('says which part ended without a report, and fails', () => {
    const code = printResults([{ name: 'browser', counts: undefined, code: 1 }])
    expect(printed.find((line) => line.startsWith('browser'))).toContain('without a report')
    expect(printed.at(-1)).toBe('0 passed, 1 failed')
    expect(code).toBe(1)
  })

  it('is no success when nothing ran', () => {
    expect(printResults([{ name: 'unit', counts: { passed: 0, failed: 0, skipped: 3 } }])).toBe(1)
  })
})
