import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { listFailures } from './test-failures.mjs'

/**
 * @typedef {object} TestCounts
 * @property {number} passed
 * @property {number} failed a test file that could not be loaded counts as one
 * @property {number} skipped
 * @property {string[]} [failures] which tests failed and why, a line or a few each; absent when none did
 */

/**
 * Adds up whatever reports a part of the tests left in its folder.
 * @param {string} directory
 * @returns {TestCounts | undefined} undefined when there is none: the part died, or never ran
 */
export function readReports(directory) {
  if (!existsSync(directory)) return undefined
  const files = readdirSync(directory).filter((name) => name.endsWith('.json'))
  return files.length === 0
    ? undefined
    : addCounts(files.map((name) => readReport(join(directory, name)) ?? UNREADABLE))
}

/**
 * @param {string} file
 * @returns {TestCounts | undefined} undefined when it is missing or broken off
 */
export function readReport(file) {
  try {
    return countTests(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return undefined
  }
}

/**
 * Leaves the sum of a whole run where its caller looks for reports.
 * @param {string} directory
 * @param {TestCounts[]} counts
 */
export function writeSummary(directory, counts) {
  mkdirSync(directory, { recursive: true })
  writeFileSync(join(directory, 'summary.json'), JSON.stringify({ sum: addCounts(counts) }))
}

/**
 * @param {any} report the parsed JSON of Vitest's or Playwright's own reporter, or a summary of ours
 * @returns {TestCounts}
 */
export function countTests(report) {
  if ('sum' in report) return report.sum
  const failures = listFailures(report)
  const counts = 'stats' in report ? countPlaywright(report) : countVitest(report)
  return failures.length === 0 ? counts : { ...counts, failures }
}

/**
 * @param {any} report
 * @returns {TestCounts}
 */
function countVitest(report) {
  const brokenFiles = report.testResults.filter(
    (/** @type {any} */ file) =>
      file.status === 'failed' &&
      !file.assertionResults.some((/** @type {any} */ test) => test.status === 'failed'),
  )
  const failed = report.numFailedTests + brokenFiles.length
  return {
    passed: report.numPassedTests,
    // An unhandled rejection fails a run in which every test passed.
    failed: failed === 0 && !report.success ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  }
}

/**
 * @param {any} report
 * @returns {TestCounts} a flaky test failed once, and that is a failure
 */
function countPlaywright({ stats, errors }) {
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + (errors?.length ?? 0),
    skipped: stats.skipped,
  }
}

/**
 * @param {TestCounts[]} all
 * @returns {TestCounts}
 */
export function addCounts(all) {
  const sum = { passed: 0, failed: 0, skipped: 0 }
  for (const counts of all) {
    sum.passed += counts.passed
    sum.failed += counts.failed
    sum.skipped += counts.skipped
  }
  const failures = all.flatMap((counts) => counts.failures ?? [])
  return failures.length === 0 ? sum : { ...sum, failures }
}

const UNREADABLE = { passed: 0, failed: 1, skipped: 0, failures: ['a report that broke off'] }
