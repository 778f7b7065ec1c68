import { accessSync, constants, statSync } from 'node:fs'
import spawn from 'cross-spawn'
import { errorCode } from './error-code.ts'

/** How the started program itself went: it could not be started, or it has exited. */
export type LaunchEnd =
  | { kind: 'failed'; code: string; message: string }
  /** `exitCode` is absent when a signal ended it. */
  | { kind: 'exited'; exitCode?: number }

export interface Launch {
  /** Absent when there is no process. */
  pid?: number
  /** Never rejects. */
  ended: Promise<LaunchEnd>
}

/**
 * Starts a program in a session of its own, with nothing on its standard streams, and lets it outlive this process.
 * An argument vector, never a shell string. Failures come by two roads, an event (`ENOENT`, `EACCES`) and a throw (`E2BIG`,
 * `ENOTDIR`, a NUL in an argument); both are the same value here.
 */
export function launchDetached(options: {
  file: string
  args: readonly string[]
  cwd: string
  env: Readonly<Record<string, string>>
}): Launch {
  const { file, args, cwd } = options
  // A program that uses this package may have types in which an environment must have certain variables.
  const env = { ...options.env } as NodeJS.ProcessEnv
  try {
    const child = spawn(file, args, { cwd, env, detached: true, stdio: 'ignore' })
    const ended = new Promise<LaunchEnd>((resolve) => {
      child.once('error', (error) => {
        resolve(failure(error, cwd))
      })
      child.once('exit', (exitCode) => {
        resolve(exitCode === null ? { kind: 'exited' } : { kind: 'exited', exitCode })
      })
    })
    child.unref()
    return child.pid === undefined ? { ended } : { pid: child.pid, ended }
  } catch (error) {
    return { ended: Promise.resolve(failure(error, cwd)) }
  }
}

function failure(error: unknown, cwd: string): LaunchEnd {
  const directoryProblem = findDirectoryProblem(cwd)
  if (directoryProblem !== undefined) {
    return { kind: 'failed', code: 'DIRECTORY_UNUSABLE', message: directoryProblem }
  }
  const message = error instanceof Error ? error.message : String(error)
  return { kind: 'failed', code: errorCode(error) ?? 'UNKNOWN', message }
}

/** The system reports a working directory that cannot be entered as if it were the program that is missing or forbidden. */
function findDirectoryProblem(cwd: string): string | undefined {
  try {
    if (!statSync(cwd).isDirectory()) return `${cwd} is not a directory`
    accessSync(cwd, constants.X_OK)
    return undefined
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return `There is no directory ${cwd}`
    return errorCode(error) === 'EACCES' ? `The directory ${cwd} may not be entered` : undefined
  }
}
