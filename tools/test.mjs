// `npm test`: installs what is missing, runs every test that needs only Node, and counts them.
import { ensureInstalled } from './lib/install.mjs'
import { ensureRequirements } from './lib/requirements.mjs'
import { INSTALL_FAILED, countPart, printResults } from './lib/results.mjs'
import { writeSummary } from './lib/test-report.mjs'
import { runUnitTests } from './lib/unit-tests.mjs'

const filters = process.argv.slice(2)
const unknown = filters.find((argument) => !argument.startsWith('--filter='))
if (unknown !== undefined) {
  console.error(
    `Unknown argument: ${unknown}. Only --filter=WORKSPACE is known, as in --filter=@specflow/workflow`,
  )
  process.exit(2)
}

ensureRequirements()
if (!(await ensureInstalled())) process.exit(printResults([INSTALL_FAILED]))
console.log(`Running the tests of every package on Node ${process.versions.node}`)
const { code, packages } = await runUnitTests(filters)
const parts = packages.map((result) => ({ ...result, hasTests: true }))
const isSilentFailure = code !== 0 && parts.every((part) => countPart(part).failed === 0)
const results = isSilentFailure ? [...parts, { name: 'turbo', hasTests: false, code }] : parts
if (process.env.SPECFLOW_TEST_REPORTS) writeSummary(process.env.SPECFLOW_TEST_REPORTS, results.map(countPart))
process.exitCode = printResults(results)
