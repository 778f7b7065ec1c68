/** Of one failure; what is longer stands in the output of its part. */
const MAX_LINES = 12
const COLOURS = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g')

/**
 * Names every failure of a report with the beginning of its reason, because the end of a long output is all that some
 * who read it are given.
 * @param {any} report the parsed JSON of Vitest's or Playwright's own reporter
 * @returns {string[]}
 */
export function listFailures(report) {
  const found = 'stats' in report ? listOfPlaywright(report) : listOfVitest(report)
  return found.map(({ name, reason }) => [name, ...beginningOf(reason)].join('\n    '))
}

/** @typedef {{ name: string, reason: unknown }} Failure */

/**
 * @param {any} report
 * @returns {Failure[]}
 */
function listOfVitest({ testResults }) {
  return testResults.flatMap((/** @type {any} */ file) => {
    const failed = file.assertionResults.filter((/** @type {any} */ test) => test.status === 'failed')
    if (failed.length === 0 && file.status === 'failed') return [{ name: file.name, reason: file.message }]
    return failed.map((/** @type {any} */ test) => ({
      name: `${file.name}: ${test.fullName}`,
      reason: test.failureMessages?.[0],
    }))
  })
}

/**
 * @param {any} report
 * @returns {Failure[]}
 */
function listOfPlaywright({ errors = [], suites = [] }) {
  return [
    ...errors.map((/** @type {any} */ error) => ({ name: 'outside of the tests', reason: error.message })),
    ...suites.flatMap(listOfSuite),
  ]
}

/**
 * @param {any} suite
 * @returns {Failure[]}
 */
function listOfSuite({ specs = [], suites = [] }) {
  const own = specs.flatMap((/** @type {any} */ spec) =>
    spec.tests
      .filter((/** @type {any} */ test) => test.status === 'unexpected' || test.status === 'flaky')
      .map((/** @type {any} */ test) => ({
        name: `${spec.file}: ${spec.title}`,
        reason: test.results.find((/** @type {any} */ result) => result.error)?.error.message,
      })),
  )
  return [...own, ...suites.flatMap(listOfSuite)]
}

/**
 * @param {unknown} reason
 * @returns {string[]}
 */
function beginningOf(reason) {
  if (typeof reason !== 'string') return []
  const lines = reason
    .replaceAll(COLOURS, '')
    .split('\n')
    .filter((line) => line.trim() !== '')
  return lines.length > MAX_LINES ? [...lines.slice(0, MAX_LINES), '…'] : lines
}
