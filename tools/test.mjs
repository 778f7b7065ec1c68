// `npm test`: installs what is missing, runs every test that needs only Node, and counts them.
import { ensureInstalled } from './lib/install.mjs'
import { ensureRequirements } from './lib/requirements.mjs'
import { countPart, printResults } from './lib/results.mjs'
import { writeSummary } from './lib/test-report.mjs'
import { runUnitTests } from './lib/unit-tests.mjs'

ensureRequirements()
await ensureInstalled()
console.log(`Running the tests of every package on Node ${process.versions.node}`)
const { code, packages } = await runUnitTests()
const parts = packages.map((result) => ({ ...result, hasTests: true }))
const isSilentFailure = code !== 0 && parts.every((part) => countPart(part).failed === 0)
const results = isSilentFailure ? [...parts, { name: 'turbo', hasTests: false, code }] : parts
if (process.env.SPECFLOW_TEST_REPORTS) writeSummary(process.env.SPECFLOW_TEST_REPORTS, results.map(countPart))
process.exitCode = printResults(results)
