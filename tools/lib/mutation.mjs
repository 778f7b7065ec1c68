import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { countTests } from './test-report.mjs'
import { runQuietly } from './run-quietly.mjs'

/**
 * One place at which the code is broken on purpose.
 * @typedef {object} Mutation
 * @property {string} promise what no longer holds then, in words
 * @property {string} workspace
 * @property {string} file below the workspace
 * @property {string} text stands exactly once in the file
 * @property {string} replacement
 * @property {string} test the file whose tests must notice, below the workspace
 * @property {string} [only] a part of the name of the tests that are run
 */

/**
 * @typedef {object} Outcome
 * @property {boolean} isGood
 * @property {string} what in words
 */

const REPORT = 'node_modules/.specflow-mutation-report.json'
const TEST_TIMEOUT_MS = 120_000

/**
 * Breaks the code of `root`, runs the test, and mends it again.
 * @param {string} root a copy of the repository
 * @param {Mutation} mutation
 * @returns {Promise<Outcome>}
 */
export async function tryMutation(root, mutation) {
  const path = join(root, mutation.workspace, mutation.file)
  const source = readFileSync(path, 'utf8')
  const occurrences = source.split(mutation.text).length - 1
  if (occurrences !== 1) {
    return { isGood: false, what: `the text stands ${occurrences} times in ${mutation.file}, and not once` }
  }
  writeFileSync(
    path,
    source.replace(mutation.text, () => mutation.replacement),
  )
  try {
    const { counts, output } = await runTest(root, mutation)
    if (counts === undefined) return { isGood: false, what: `the test gave no report\n${output}` }
    if (counts.failed > 0) return { isGood: true, what: `noticed by ${counts.failed}` }
    return { isGood: false, what: `not noticed by ${counts.passed} tests` }
  } finally {
    writeFileSync(path, source)
  }
}

/**
 * The test with the code as it is: a mutation proves something only if this passes.
 * @param {string} root
 * @param {Mutation} mutation
 * @returns {Promise<Outcome>}
 */
export async function tryUnchanged(root, mutation) {
  const { counts, output } = await runTest(root, mutation)
  const isGood = counts !== undefined && counts.failed === 0 && counts.passed > 0
  return isGood
    ? { isGood, what: `${counts.passed} tests pass` }
    : { isGood, what: `does not pass unchanged\n${output}` }
}

/**
 * A file that cannot even be loaded proves nothing, so only tests that ran and failed are counted as such.
 * @param {string} root
 * @param {Mutation} mutation
 */
async function runTest(root, { only, test, workspace }) {
  const cwd = join(root, workspace)
  rmSync(join(cwd, REPORT), { force: true })
  const output = await runQuietly({
    file: process.execPath,
    args: [
      join(root, 'node_modules/vitest/vitest.mjs'),
      'run',
      test,
      ...(only === undefined ? [] : ['--testNamePattern', only]),
      '--reporter=json',
      `--outputFile=${REPORT}`,
    ],
    cwd,
    env: { SPECFLOW_TEST_MODEL_RUNS: '50', SPECFLOW_TEST_MODEL_SEED: '1', SPECFLOW_TEST_MODEL_SHRINK: '0' },
    timeoutMs: TEST_TIMEOUT_MS,
  })
  return { counts: readCounts(join(cwd, REPORT)), output }
}

/** @param {string} path */
function readCounts(path) {
  try {
    const report = JSON.parse(readFileSync(path, 'utf8'))
    return report.numTotalTests === 0 ? undefined : countTests(report)
  } catch {
    return undefined
  }
}
