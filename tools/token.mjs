// `npm run token`: prints a link that signs a browser in; `-- --show` the token, `-- --rotate` a new one.
import { join } from 'node:path'
import { makeChildEnvironment } from './lib/child-environment.mjs'
import { ensureInstalled } from './lib/install.mjs'
import { ensureRequirements } from './lib/requirements.mjs'
import { runCommand } from './lib/run-command.mjs'
import { repositoryRoot } from './lib/workspace.mjs'

ensureRequirements()
if (!(await ensureInstalled({ saysOn: 'stderr' }))) process.exit(1)
process.exitCode = await runCommand({
  file: process.execPath,
  args: ['--import', 'tsx', join(repositoryRoot, 'tools', 'token', 'main.ts'), ...process.argv.slice(2)],
  cwd: repositoryRoot,
  env: makeChildEnvironment(process.env),
})
