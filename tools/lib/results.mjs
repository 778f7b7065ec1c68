import { addCounts } from './test-report.mjs'

/**
 * @typedef {object} Part
 * @property {string} name
 * @property {import('./test-report.mjs').TestCounts | undefined} counts undefined: it left no report
 * @property {number} [code] the exit code of its command, where it had one of its own
 * @property {number} [seconds]
 */

/**
 * What a part adds to the total. One that died without a report, or failed without naming a failed test, is one failure.
 * @param {Part} part
 * @returns {import('./test-report.mjs').TestCounts}
 */
export function countPart({ counts, code = 0 }) {
  if (!counts) return { passed: 0, failed: 1, skipped: 0 }
  if (code !== 0 && counts.failed === 0) return { ...counts, failed: 1 }
  return counts
}

/**
 * Prints a table of the parts, then `N passed, N failed` alone on the last line.
 * @param {Part[]} parts
 * @returns {number} the exit code: 0 only when something ran and nothing failed
 */
export function printResults(parts) {
  const width = Math.max(...parts.map(({ name }) => name.length))
  console.log('')
  for (const part of parts) console.log(`${part.name.padEnd(width)}  ${describePart(part)}`)
  const { passed, failed } = addCounts(parts.map(countPart))
  console.log(`\n${passed} passed, ${failed} failed`)
  return failed === 0 && passed > 0 ? 0 : 1
}

/** @param {Part} part */
function describePart(part) {
  const { passed, failed, skipped } = countPart(part)
  const counted = [`${String(passed).padStart(5)} passed`, `${String(failed).padStart(4)} failed`]
  if (skipped > 0) counted.push(`${skipped} skipped`)
  const took = part.seconds === undefined ? '' : `  ${Math.round(part.seconds)} s`
  return counted.join('') + took + explain(part)
}

/** @param {Part} part */
function explain({ counts, code }) {
  if (!counts) return '  (ended without a report)'
  if (code && counts.failed === 0) return `  (ended with code ${code} although no test failed)`
  return ''
}
