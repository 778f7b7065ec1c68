import { makeChildEnvironment } from './child-environment.mjs'
import { runCommand } from './run-command.mjs'
import { installedCommand, repositoryRoot } from './workspace.mjs'

/**
 * Builds the dashboard and what it needs, and the command that talks to it. Always through turbo: it knows when there is nothing to do, and it repairs what an
 * interrupted build left behind. Ends the process when the build fails.
 */
export async function ensureBuilt() {
  console.log('Building the dashboard (about a minute the first time, nothing to do after that)')
  const code = await runCommand({
    file: process.execPath,
    args: [
      installedCommand('turbo'),
      'run',
      'build',
      '--filter=@specflow/dashboard...',
      '--filter=@specflow/cli',
      '--output-logs=new-only',
    ],
    cwd: repositoryRoot,
    env: makeChildEnvironment(process.env),
    doing: 'building',
  })
  if (code === 0) return
  console.error(
    `The build failed with code ${code}; the reason is above. After a change of branch, a fresh install may help: rm -rf node_modules`,
  )
  process.exit(1)
}
