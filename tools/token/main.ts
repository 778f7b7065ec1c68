import { homedir } from 'node:os'
import { createIdentityProbe } from '../../apps/dashboard/src/server/identity-probe.ts'
import { runTokenCommand } from '../../apps/dashboard/src/server/session/command.ts'
import { readSettings } from '../../apps/dashboard/src/server/settings.ts'
import { createPlatform } from '../../packages/process-runner/src/index.ts'

process.exitCode = await runTokenCommand({
  arguments: process.argv.slice(2),
  readHome: () => readSettings({ SPECFLOW_HOME: process.env.SPECFLOW_HOME }, homedir()).home,
  identify: createIdentityProbe(createPlatform()),
  request: fetch,
  print: (line) => {
    console.log(line)
  },
  complain: (line) => {
    console.error(line)
  },
})
