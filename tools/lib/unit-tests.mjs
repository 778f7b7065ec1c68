import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { makeChildEnvironment } from './child-environment.mjs'
import { runCommand } from './run-command.mjs'
import { readReport } from './test-report.mjs'
import { installedCommand, repositoryRoot } from './workspace.mjs'

const TASKS = ['test', 'test:tools']
const REPORT = join('node_modules', '.specflow-test-report.json')

/**
 * @typedef {object} PackageResult
 * @property {string} name
 * @property {import('./test-report.mjs').TestCounts | undefined} counts undefined when the package left no report
 */

/**
 * @param {string[]} filters turbo's own, such as `--filter=@specflow/workflow`; none is all
 *
 * Runs the `test` script of every workspace through turbo; each is Vitest, which leaves its JSON report in the package's own
 * `node_modules`.
 * @returns {Promise<{ code: number, packages: PackageResult[] }>} the code of turbo and one entry per package that has tests
 */
export async function runUnitTests(filters = []) {
  const environment = makeChildEnvironment(process.env)
  const suites = listSuites(environment, filters)
  for (const suite of suites) rmSync(suite.report, { force: true })
  const code = await runTurbo(
    [
      'run',
      ...TASKS,
      ...filters,
      '--continue',
      '--',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${REPORT}`,
    ],
    environment,
  )
  return { code, packages: suites.map(({ name, report }) => ({ name, counts: readReport(report) })) }
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {string[]} filters
 * @returns {{ name: string, report: string }[]} which packages turbo would test, so that one that dies unheard is missed
 */
function listSuites(env, filters) {
  const plan = execFileSync(
    process.execPath,
    [installedCommand('turbo'), 'run', ...TASKS, ...filters, '--dry=json'],
    {
      cwd: repositoryRoot,
      env,
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  return JSON.parse(plan)
    .tasks.filter((/** @type {any} */ task) => TASKS.includes(task.task) && task.command !== '<NONEXISTENT>')
    .map((/** @type {any} */ task) => ({
      name: task.package === '//' ? 'tools' : task.package,
      report: join(repositoryRoot, task.directory, REPORT),
    }))
}

/**
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 */
function runTurbo(args, env) {
  return runCommand({
    file: process.execPath,
    args: [installedCommand('turbo'), ...args],
    cwd: repositoryRoot,
    env,
  })
}
