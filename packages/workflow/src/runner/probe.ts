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

export type ProbedExecutable =
  { kind: 'found'; path: string; version: VersionAnswer } | { kind: 'missing'; searched: string[] }

export interface ExecutableProbe {
  /** Looks the file up now, and knows its version from the cache. */
  look(): Promise<ProbedExecutable>
}

interface CachedVersion {
  path: string
  modifiedMs: number
  askedAt: number
  version: Promise<VersionAnswer>
}

/**
 * Asks an executable for its version when its path or modification time changes, and again in the background when
 * the answer is a minute old and somebody looks: behind a wrapper script another version may have come. However often
 * somebody looks, at most one process runs at a time for a file.
 */
export function createProbe(options: ProbeOptions): ExecutableProbe {
  const { executable: name, searchPath, searchPathWithout: without, now } = options
  const env = agentEnvironment({ base: options.environment })
  let cached: CachedVersion | undefined

  const ask = (path: string) => queryVersion({ path, env, timeoutMs: VERSION_TIMEOUT_MS })

  return {
    async look() {
      const found = await findExecutable({ name, searchPath, without })
      if (found.kind === 'missing') return found
      const { path, modifiedMs } = found
      if (cached?.path !== path || cached.modifiedMs !== modifiedMs) {
        cached = { path, modifiedMs, askedAt: now(), version: ask(path) }
      } else if (now() - cached.askedAt >= REFRESH_AFTER_MS) {
        refresh(cached, ask(path), now())
      }
      return { kind: 'found', path, version: await cached.version }
    },
  }
}

/** The answer at hand stays until the new one is there. */
function refresh(cached: CachedVersion, answer: Promise<VersionAnswer>, askedAt: number): void {
  cached.askedAt = askedAt
  void answer.then(() => {
    cached.version = answer
  })
}
