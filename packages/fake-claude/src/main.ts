import { writeSync } from 'node:fs'
import { DEMO_AGENT_VERSION } from './package-paths.ts'

const argv = process.argv.slice(2)

// Everything else is loaded only for a run: health probes ask for the version often.
if (argv.length === 1 && (argv[0] === '--version' || argv[0] === '-v')) {
  writeSync(1, `${DEMO_AGENT_VERSION}\n`)
} else {
  const { runCommand } = await import('./command/run-command.ts')
  await runCommand({ argv, environment: process.env })
}
