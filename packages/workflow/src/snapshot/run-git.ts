import { spawn } from 'node:child_process'

export interface GitCommand {
  executable: string
  args: readonly string[]
  cwd: string
  env: Readonly<Record<string, string>>
  input?: string | Buffer
  /** Of what it prints; the rest is dropped, and the process with it. */
  maxBytes?: number
  /** Ends it. */
  signal: AbortSignal
}

export interface GitOutput {
  stdout: Buffer
  isTruncated: boolean
}

/** git said no. */
export class GitFailure extends Error {
  override readonly name = 'GitFailure'
}

const MAX_BYTES = 128 * 1_048_576
const MAX_ERROR_BYTES = 16_384

/**
 * Runs git without a shell, in a group of its own that ends as one: at the signal, and when it has printed enough. Rejects with a
 * `GitFailure`, with the reason of the signal, or with what kept it from starting.
 */
export function runGit(command: GitCommand): Promise<GitOutput> {
  const { args, cwd, executable, input = '', maxBytes = MAX_BYTES, signal } = command
  // A program that uses this package may have types in which an environment must have certain variables.
  const env = { ...command.env } as NodeJS.ProcessEnv
  return new Promise((resolve, reject) => {
    signal.throwIfAborted()
    const child = spawn(executable, args, { cwd, env, detached: true })
    const out = collect(maxBytes, end)
    const error = collect(MAX_ERROR_BYTES, () => undefined)
    function end(): void {
      if (child.pid !== undefined && child.exitCode === null && child.signalCode === null)
        killGroup(child.pid)
    }
    signal.addEventListener('abort', end, { once: true })
    child.stdout.on('data', out.take)
    child.stderr.on('data', error.take)
    // It may end without reading everything; how it ended says why.
    child.stdin.on('error', () => undefined)
    child.stdin.end(input)
    child.once('error', reject)
    child.once('close', (code) => {
      signal.removeEventListener('abort', end)
      if (out.isFull() && command.maxBytes === undefined) reject(new GitFailure('it printed too much'))
      else if (out.isFull()) resolve({ stdout: out.bytes(), isTruncated: true })
      else if (code === 0) resolve({ stdout: out.bytes(), isTruncated: false })
      else if (signal.aborted) reject(signal.reason as Error)
      else reject(new GitFailure(error.bytes().toString('utf8').trim() || `git ended with ${String(code)}`))
    })
  })
}

function collect(maxBytes: number, onFull: () => void) {
  const chunks: Buffer[] = []
  let size = 0
  return {
    take: (chunk: Buffer) => {
      if (size > maxBytes) return
      chunks.push(chunk)
      size += chunk.length
      if (size > maxBytes) onFull()
    },
    isFull: () => size > maxBytes,
    bytes: () => Buffer.concat(chunks).subarray(0, maxBytes),
  }
}

function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // It has ended meanwhile.
  }
}
