// What .ci/run does once the machine has its packages: all parts in order, or only the ones named as arguments; counts at the end.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeChildEnvironment } from './lib/child-environment.mjs'
import { CI_PARTS } from './lib/ci-parts.mjs'
import { ensureInstalled } from './lib/install.mjs'
import { INSTALL_FAILED, printResults } from './lib/results.mjs'
import { runCommand } from './lib/run-command.mjs'
import { readReports } from './lib/test-report.mjs'
import { repositoryRoot } from './lib/workspace.mjs'

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !CI_PARTS.some((part) => part.name === name))
if (unknown.length > 0) {
  console.error(
    `Unknown part: ${unknown.join(', ')}. There are: ${CI_PARTS.map(({ name }) => name).join(', ')}`,
  )
  process.exit(2)
}

if (!(await ensureInstalled())) process.exit(printResults([INSTALL_FAILED]))
const results = []
for (const part of CI_PARTS) {
  if (wanted.length === 0 || wanted.includes(part.name)) results.push(await runPart(part))
}
process.exitCode = printResults(results)

/** @param {import('./lib/ci-parts.mjs').CiPart} part */
async function runPart(part) {
  console.log(`\n##### ${part.name}`)
  const startedAt = Date.now()
  const reports = mkdtempSync(join(tmpdir(), 'specflow-reports-'))
  const code = await runReporting(part, reports)
  const counts = readReports(reports)
  rmSync(reports, { recursive: true, force: true })
  return { name: part.name, hasTests: part.hasTests, counts, code, seconds: (Date.now() - startedAt) / 1000 }
}

/**
 * One part that cannot even be started must not hide what the others would have said.
 * @param {import('./lib/ci-parts.mjs').CiPart} part
 * @param {string} reports
 */
async function runReporting({ command, environment }, reports) {
  try {
    const [file, ...args] = command()
    const env = makeChildEnvironment(process.env, { ...environment?.(), SPECFLOW_TEST_REPORTS: reports })
    return await runCommand({ file, args, cwd: repositoryRoot, env })
  } catch (error) {
    console.error(error)
    return 1
  }
}
