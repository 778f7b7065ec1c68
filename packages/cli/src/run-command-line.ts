import { CommanderError } from 'commander'
import { WorkflowApiError, WorkflowConnectionError } from '@specflow/client'
import { CommandFailure } from './command-failure.ts'
import { EXIT, type ExitCode } from './exit-codes.ts'
import { createProgram } from './program.ts'
import { cleanText } from './terminal/clean-text.ts'
import { describeTrust } from './terminal/trust.ts'
import type { World } from './world.ts'

export interface CommandLine {
  /** Without Node and the file. */
  arguments: readonly string[]
  world: World
  version: string
}

/** Runs one command. Answers the exit code; `undefined` when it became something else that ends by itself. */
export async function runCommandLine(commandLine: CommandLine): Promise<ExitCode | undefined> {
  const { version, world } = commandLine
  let code: ExitCode | undefined
  const program = createProgram({
    world,
    version,
    finish: (given) => {
      code = given
    },
  })
  try {
    await program.parseAsync(commandLine.arguments, { from: 'user' })
    return code
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.completed : EXIT.usage
    world.stderr.write(`${cleanText(describeFailure(error))}\n`)
    return codeOf(error)
  }
}

function describeFailure(error: unknown): string {
  if (error instanceof WorkflowConnectionError) return describeAbsence(error)
  if (error instanceof WorkflowApiError) return describeRefusal(error)
  if (error instanceof CommandFailure) return error.message
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

/** What kept a request from being sent says more than that there was no answer. */
function describeAbsence({ cause, message }: WorkflowConnectionError): string {
  return cause instanceof CommandFailure ? cause.message : `${message} Start it with: npm start`
}

function describeRefusal(error: WorkflowApiError): string {
  const { code, details, message } = error
  if (code === 'TRUST_REQUIRED') return `${code}: ${message}\n${describeTrust(details)}`
  if (code === 'UNAUTHORIZED')
    return `${code}: ${message}\nName that server in SPECFLOW_URL and give its token in SPECFLOW_TOKEN.`
  return `${code}: ${message}`
}

function codeOf(error: unknown): ExitCode {
  if (error instanceof WorkflowConnectionError) return EXIT.serverAway
  return error instanceof CommandFailure ? error.exitCode : EXIT.refused
}
