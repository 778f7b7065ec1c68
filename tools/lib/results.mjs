import { addCounts } from './test-report.mjs'

/**
 * @typedef {object} Part
 * @property {string} name
 * @property {boolean} hasTests false for what only passes or fails as a whole
 * @property {import('./test-report.mjs').TestCounts | undefined} [counts] undefined when it left no report
 * @property {number} [code] the exit code of its command, where it had one of its own
 * @property {number} [seconds]
 */

/** @type {Part} what stands for all parts when nothing could be installed */
export const INSTALL_FAILED = { name: 'install', hasTests: false, code: 1 }

/**
 * Prints what failed, a table of the parts, then `N passed, N failed` alone on the last line.
 * @param {Part[]} parts
 * @returns {number} the exit code
 */
export function printResults(parts) {
  const width = Math.max(...parts.map(({ name }) => name.length))
  for (const { counts, name } of parts)
    for (const failure of counts?.failures ?? []) console.log(`\nFAILED in ${name}: ${failure}`)
  console.log('')
  for (const part of parts) console.log(`${part.name.padEnd(width)}  ${describePart(part)}`)
  const { passed, failed } = addCounts(parts.map(countPart))
  console.log(`\n${passed} passed, ${failed} failed`)
  return failed === 0 ? 0 : 1
}

/**
 * What a part adds to the total. Silence is one failure: no report, no test at all, or a bad exit code although no test failed.
 * @param {Part} part
 * @returns {import('./test-report.mjs').TestCounts}
 */
export function countPart(part) {
  const counts = part.counts ?? { passed: 0, failed: 0, skipped: 0 }
  return explainSilentFailure(part) ? { ...counts, failed: 1 } : counts
}

/** @param {Part} part */
function describePart(part) {
  const { passed, failed, skipped } = countPart(part)
  const columns = [`${String(passed).padStart(5)} passed`, `${String(failed).padStart(4)} failed`]
  if (skipped > 0) columns.push(`${skipped} skipped`)
  if (part.seconds !== undefined) columns.push(`${Math.round(part.seconds)} s`)
  const reason = explainSilentFailure(part)
  if (reason) columns.push(`(${reason})`)
  return columns.join('  ')
}

/**
 * @param {Part} part
 * @returns {string | undefined}
 */
function explainSilentFailure({ hasTests, counts, code = 0 }) {
  if (hasTests && !counts) return 'ended without a report'
  if (code !== 0 && !counts?.failed) return `ended with code ${code}`
  if (hasTests && counts?.passed === 0 && counts.failed === 0) return 'ran no test'
  return undefined
}
