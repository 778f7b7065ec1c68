// `npm run prune`: removes the executions that SPECFLOW_RETENTION_DAYS no longer keeps; with --dry-run it lists them.
import { join } from 'node:path'
import { makeChildEnvironment } from './lib/child-environment.mjs'
import { ensureInstalled } from './lib/install.mjs'
import { ensureRequirements } from './lib/requirements.mjs'
import { runCommand } from './lib/run-command.mjs'
import { repositoryRoot } from './lib/workspace.mjs'

ensureRequirements()
if (!(await ensureInstalled())) process.exit(1)
process.exitCode = await runCommand({
  file: process.execPath,
  // The sources are TypeScript, which the oldest Node that we run on does not read.
  args: ['--import', 'tsx', join(repositoryRoot, 'tools', 'prune', 'main.ts'), ...process.argv.slice(2)],
  cwd: repositoryRoot,
  env: makeChildEnvironment(process.env),
})
