// `npm test`: installs what is missing, runs every test that needs only Node, and counts them.
import { ensureInstalled } from './lib/install.mjs'
import { checkRequirements } from './lib/requirements.mjs'
import { countPart, printResults } from './lib/results.mjs'
import { writeSummary } from './lib/test-report.mjs'
import { runUnitTests } from './lib/unit-tests.mjs'

const { problem, note } = checkRequirements({
  platform: process.platform,
  nodeVersion: process.versions.node,
})
if (problem) {
  console.error(problem)
  process.exit(1)
}
if (note) console.log(note)

await ensureInstalled()
console.log('Running the tests of every package')
const { code, packages } = await runUnitTests()
const parts = packages.map(({ name, counts }) => ({ name, counts }))
const everythingReported = packages.every(({ counts }) => counts && counts.failed === 0)
if (code !== 0 && everythingReported) parts.push({ name: 'turbo', counts: undefined })
if (process.env.SPECFLOW_TEST_REPORTS) writeSummary(process.env.SPECFLOW_TEST_REPORTS, parts.map(countPart))
process.exitCode = printResults(parts)
