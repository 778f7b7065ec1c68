import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { countTests, readReport, readReports, writeSummary } from '../lib/test-report.mjs'

const PASSED_RUN = {
  success: true,
  numPassedTests: 3,
  numFailedTests: 0,
  numPendingTests: 1,
  numTodoTests: 0,
  testResults: [{ status: 'passed', assertionResults: [{ status: 'passed' }] }],
}

let directory = ''
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'specflow-tools-'))
})
afterEach(() => {
  rmSync(directory, { recursive: true })
})

describe('countTests', () => {
  it('reads what Vitest reports', () => {
    expect(countTests(PASSED_RUN)).toEqual({ passed: 3, failed: 0, skipped: 1 })
  })

  it('counts each test file that could not be loaded as one failure', () => {
    const unloaded = { status: 'failed', assertionResults: [] }
    const report = { ...PASSED_RUN, success: false, testResults: [unloaded, unloaded] }
    expect(countTests(report).failed).toBe(2)
  })

  it('does not count a failed test twice for its file', () => {
    const testResults = [{ status: 'failed', assertionResults: [{ status: 'failed' }] }]
    expect(countTests({ ...PASSED_RUN, success: false, numFailedTests: 1, testResults }).failed).toBe(1)
  })

  it('counts a run that failed although every test passed as one failure', () => {
    expect(countTests({ ...PASSED_RUN, success: false })).toEqual({ passed: 3, failed: 1, skipped: 1 })
  })

  it('counts a flaky browser test and an error outside of tests as failures', () => {
    const report = { stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 2 }, errors: [{}] }
    expect(countTests(report)).toMatchObject({ passed: 5, failed: 3, skipped: 2 })
  })
})

describe('readReports', () => {
  it('adds up all reports of a folder, its own summaries included', () => {
    writeFileSync(join(directory, 'vitest.json'), JSON.stringify(PASSED_RUN))
    writeSummary(directory, [{ passed: 10, failed: 2, skipped: 0 }])
    expect(readReports(directory)).toEqual({ passed: 13, failed: 2, skipped: 1 })
  })

  it('counts a report that broke off as one failure', () => {
    writeFileSync(join(directory, 'vitest.json'), '{"numPassed')
    expect(readReports(directory)).toMatchObject({ passed: 0, failed: 1, skipped: 0 })
  })

  it('keeps what each report says of its failures', () => {
    writeSummary(directory, [
      { passed: 1, failed: 1, skipped: 0, failures: ['a.test.ts: adds'] },
      { passed: 1, failed: 0, skipped: 0 },
      { passed: 0, failed: 1, skipped: 0, failures: ['b.test.ts: takes away'] },
    ])
    expect(readReports(directory)?.failures).toEqual(['a.test.ts: adds', 'b.test.ts: takes away'])
  })

  it('answers undefined when nothing was reported', () => {
    expect(readReports(directory)).toBeUndefined()
    expect(readReports(join(directory, 'absent'))).toBeUndefined()
    expect(readReport(join(directory, 'absent.json'))).toBeUndefined()
  })
})
