// `npm run doctor`: looks at this installation, and repairs what is safe with `-- --fix`. It installs what is missing, as
// `npm start` does, and builds nothing. Standard output is the report's alone.
import { join } from 'node:path'
import { ensureInstalled } from './lib/install.mjs'
import { checkRequirements } from './lib/requirements.mjs'
import { captureEnvironment } from './lib/terminal-environment.mjs'
import { repositoryRoot } from './lib/workspace.mjs'

const COULD_NOT_LOOK = 2

const environment = captureEnvironment({ own: process.env, parentPid: process.ppid })

const { problem } = checkRequirements({ platform: process.platform, nodeVersion: process.versions.node })
if (problem) {
  console.error(problem)
  process.exit(COULD_NOT_LOOK)
}
if (!(await ensureInstalled({ saysOn: 'stderr' }))) process.exit(COULD_NOT_LOOK)

const dashboard = join(repositoryRoot, 'apps', 'dashboard')
const { tsImport } = await import('tsx/esm/api')
const { runDoctorCommand } = await tsImport(join(dashboard, 'src/server/doctor/command.ts'), import.meta.url)
const { describeInstallation } = await import(join(dashboard, 'front/installation.mjs'))

process.exitCode = await runDoctorCommand({
  arguments: process.argv.slice(2),
  launch: { ...describeInstallation(dashboard), environment },
  width: process.stdout.columns ?? 100,
  print: (/** @type {string} */ text) => process.stdout.write(text),
  complain: (/** @type {string} */ text) => process.stderr.write(text),
})
