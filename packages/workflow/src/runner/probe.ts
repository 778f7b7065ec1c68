import { agentEnvironment } from './environment.ts'
import { findExecutable } from './find-executable.ts'
import { queryVersion, type VersionAnswer } from './version-query.ts'

const VERSION_TIMEOUT_MS = 10_000
const REFRESH_AFTER_MS = 60_000

export interface ProbeOptions {
  executable: string
  searchPath: string
  searchPathWithout: readonly string[]
  environment: Readonly<Record<string, string>>
  /** Milliseconds; only differences count. */
  now: () => number
}

/** `unasked`: the file as it is now has not been asked, or has not answered yet. */
export type ProbedVersion = VersionAnswer | { kind: 'unasked' }

export type ProbedExecutable<Version extends ProbedVersion = ProbedVersion> =
  { kind: 'found'; path: string; version: Version } | { kind: 'missing'; searched: string[] }

/** Both look the file up now; they differ in where the version comes from. */
export interface ExecutableProbe {
  /** From what the file has answered before: starts no process and waits for none. */
  recall(): Promise<ProbedExecutable>
  /** Runs the file where it has not been asked yet. */
  ask(): Promise<ProbedExecutable<VersionAnswer>>
}

interface AskedFile {
  path: string
  modifiedMs: number
  askedAt: number
  /** The first answer. */
  asking: Promise<VersionAnswer>
  /** The newest answer, once there is one. */
  answer?: VersionAnswer
}

/**
 * Asks an executable for its version when its path or modification time changes, and again in the background when
 * the answer is a minute old and somebody asks: behind a wrapper script another version may have come. However often
 * somebody asks, at most one process runs at a time for a file.
 */
export function createProbe(options: ProbeOptions): ExecutableProbe {
  const { executable: name, searchPath, searchPathWithout: without, now } = options
  const env = agentEnvironment({ base: options.environment })
  let asked: AskedFile | undefined

  const find = () => findExecutable({ name, searchPath, without })
  const query = (path: string) => queryVersion({ path, env, timeoutMs: VERSION_TIMEOUT_MS })

  return {
    async recall() {
      const found = await find()
      if (found.kind === 'missing') return found
      const answer = asked && isSameFile(asked, found) ? asked.answer : undefined
      return { kind: 'found', path: found.path, version: answer ?? { kind: 'unasked' } }
    },
    async ask() {
      const found = await find()
      if (found.kind === 'missing') return found
      const { path, modifiedMs } = found
      if (!asked || !isSameFile(asked, found)) {
        asked = { path, modifiedMs, askedAt: now(), asking: query(path) }
        void keepAnswer(asked, asked.asking)
      } else if (now() - asked.askedAt >= REFRESH_AFTER_MS) {
        asked.askedAt = now()
        void keepAnswer(asked, query(path))
      }
      // The answer at hand stays until a newer one is there.
      return { kind: 'found', path, version: asked.answer ?? (await asked.asking) }
    },
  }
}

type FileState = Pick<AskedFile, 'path' | 'modifiedMs'>

function isSameFile(left: FileState, right: FileState): boolean {
  return left.path === right.path && left.modifiedMs === right.modifiedMs
}

async function keepAnswer(asked: AskedFile, answer: Promise<VersionAnswer>): Promise<void> {
  asked.answer = await answer
}
