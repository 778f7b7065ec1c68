// `npm run screenshots`: makes docs/screenshots/*.png from the running dashboard, with the demo agent and a home of its own.
// Needs the built dashboard (npm run build) and Chromium.
import { installedCommand, repositoryRoot } from './lib/workspace.mjs'
import { runCommand } from './lib/run-command.mjs'

process.exitCode = await runCommand({
  file: process.execPath,
  args: [installedCommand('pnpm'), '--filter', '@specflow/e2e', 'run', 'screenshots'],
  cwd: repositoryRoot,
  env: process.env,
})
