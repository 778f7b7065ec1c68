import { parseArguments } from './arguments.ts'
import { readEnvironment, type Environment } from './environment.ts'
import { openLog } from './log.ts'
import { readOwnIdentity } from '../process/identity.ts'
import { runSession } from './run-session.ts'

/** One run of the command. Ends the process, with a message on stderr where it cannot begin. */
export async function runCommand({ argv, environment }: CommandLine): Promise<void> {
  try {
    const options = readEnvironment(environment)
    const log = openLog(options.logPath)
    log({ event: 'start', argv, env: environment, cwd: process.cwd(), ppid: process.ppid, ...ownGroups() })
    process.on('exit', (exitCode) => {
      log({ event: 'exit', exitCode })
    })
    const parsed = parseArguments(argv)
    if (parsed.kind === 'refused') return refuse(parsed.message)
    await runSession({ arguments: parsed, environment, options, log, refuse })
  } catch (error) {
    refuse(`specflow-demo-agent: ${error instanceof Error ? error.message : String(error)}`)
  }
}

interface CommandLine {
  argv: readonly string[]
  environment: Environment
}

function ownGroups(): { pgid: number; sid: number } | undefined {
  const identity = readOwnIdentity()
  return identity && { pgid: identity.pgid, sid: identity.sid }
}

/** Says why on stderr and exits with 1, as the real command does before it can write a result. */
function refuse(message: string): never {
  process.stderr.write(`${message}\n`)
  process.exit(1)
}
