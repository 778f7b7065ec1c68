// `npm run mutations`: breaks the code in one place after the other, in a copy, and expects the named test to notice each.
// A word as an argument takes only the mutations whose promise, file or test has it.
import { copyRepository } from './lib/repository-copy.mjs'
import { tryMutation, tryUnchanged } from './lib/mutation.mjs'
import { writeSummary } from './lib/test-report.mjs'
import { GATE_MUTATIONS } from './mutations/gate.mjs'
import { OUTCOME_MUTATIONS } from './mutations/outcomes.mjs'
import { PROCESS_RUNNER_MUTATIONS } from './mutations/process-runner.mjs'
import { RECORD_MUTATIONS } from './mutations/records.mjs'
import { SERVICE_MUTATIONS } from './mutations/service.mjs'
import { TRUST_MUTATIONS } from './mutations/trust.mjs'

const ALL = [
  ...PROCESS_RUNNER_MUTATIONS,
  ...RECORD_MUTATIONS,
  ...SERVICE_MUTATIONS,
  ...TRUST_MUTATIONS,
  ...GATE_MUTATIONS,
  ...OUTCOME_MUTATIONS,
]

const [word] = process.argv.slice(2)
const mutations = ALL.filter(
  ({ file, promise, test }) =>
    word === undefined || [file, promise, test].some((text) => text.includes(word)),
)
if (mutations.length === 0) {
  console.error(`No mutation has ${word} in its promise, its file or its test.`)
  process.exit(2)
}

const copy = copyRepository()
process.on('exit', () => copy.remove())
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1))

/** @type {Map<string, import('./lib/mutation.mjs').Outcome>} */
const unchanged = new Map()
/** @type {import('./lib/test-report.mjs').TestCounts & { failures: string[] }} */
const counts = { passed: 0, failed: 0, skipped: 0, failures: [] }
const width = Math.max(...mutations.map(({ promise }) => promise.length))
for (const mutation of mutations) {
  const { isGood, what } = await judge(mutation)
  counts[isGood ? 'passed' : 'failed'] += 1
  if (!isGood) counts.failures.push(`${mutation.promise}: ${mutation.test}: ${what}`)
  console.log(`${isGood ? 'ok    ' : 'FAILED'} ${mutation.promise.padEnd(width)}  ${mutation.test}: ${what}`)
}

if (process.env.SPECFLOW_TEST_REPORTS) writeSummary(process.env.SPECFLOW_TEST_REPORTS, [counts])
console.log(`\n${counts.passed} passed, ${counts.failed} failed`)
process.exitCode = counts.failed === 0 ? 0 : 1

/**
 * Each test passes once on the code as it is before what it says of the others counts.
 * @param {import('./lib/mutation.mjs').Mutation} mutation
 */
async function judge(mutation) {
  const key = [mutation.workspace, mutation.test, mutation.only].join(' ')
  const before = unchanged.get(key) ?? (await tryUnchanged(copy.path, mutation))
  unchanged.set(key, before)
  return before.isGood ? tryMutation(copy.path, mutation) : before
}
