// `npm run check`: everything but the tests. Every step runs, also after one has failed, so that one run shows all there is to mend.
import { makeChildEnvironment } from './lib/child-environment.mjs'
import { ensureInstalled } from './lib/install.mjs'
import { ensureRequirements } from './lib/requirements.mjs'
import { runCommand } from './lib/run-command.mjs'
import { installedCommand, repositoryRoot } from './lib/workspace.mjs'

const STEPS = ['format', 'lint', 'boundaries', 'knip', 'typecheck', 'build']

ensureRequirements()
if (!(await ensureInstalled())) process.exit(1)
const results = []
for (const step of STEPS) {
  console.log(`\n== ${step}`)
  const startedAt = Date.now()
  const code = await runCommand({
    file: process.execPath,
    args: [installedCommand('pnpm'), 'run', '--silent', step],
    cwd: repositoryRoot,
    env: makeChildEnvironment(process.env),
    doing: `at ${step}`,
  })
  results.push({ step, code, seconds: (Date.now() - startedAt) / 1000 })
}

console.log('')
for (const { step, code, seconds } of results) {
  console.log(`${step.padEnd(11)} ${code === 0 ? 'ok    ' : 'FAILED'} ${seconds.toFixed(1).padStart(6)} s`)
}
process.exitCode = results.some(({ code }) => code !== 0) ? 1 : 0
