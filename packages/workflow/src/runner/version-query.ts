import { execFile } from 'node:child_process'
import { redactSecrets } from '../redact.ts'
import { readVersion } from './agent-versions.ts'
import { shorten } from './text.ts'

const MAX_OUTPUT_BYTES = 64 * 1_024

/** What an executable says of itself: its version, or why there is none, in words for a person. */
export type VersionAnswer = { kind: 'known'; version: string } | { kind: 'unknown'; reason: string }

export interface VersionQuery {
  path: string
  env: Readonly<Record<string, string>>
  timeoutMs: number
}

/** Runs `<path> --version`. Never rejects; settles within the time limit, whatever the executable leaves running. */
export function queryVersion({ path, env, timeoutMs }: VersionQuery): Promise<VersionAnswer> {
  const answer = new Promise<VersionAnswer>((settle) => {
    const options = {
      env: env as NodeJS.ProcessEnv,
      timeout: timeoutMs,
      killSignal: 'SIGKILL',
      maxBuffer: MAX_OUTPUT_BYTES,
    } as const
    const child = execFile(path, ['--version'], options, (error, stdout) => {
      const version = readVersion(stdout)
      if (error?.killed === true) settle(unknown(`it did not answer within ${String(timeoutMs)} ms`))
      else if (error) settle(unknown(error.message))
      else if (version === undefined) settle(unknown(`it printed "${stdout.trim()}"`))
      else settle({ kind: 'known', version })
    })
    child.stdin?.end()
  })
  // Some failures of a spawn, such as an environment that is too large, are thrown instead of reported.
  return answer.catch((error: unknown) => unknown(String(error)))
}

function unknown(reason: string): VersionAnswer {
  return { kind: 'unknown', reason: shorten(redactSecrets(reason), 300) }
}
