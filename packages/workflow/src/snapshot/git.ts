import { SAFE_SETTINGS, gitEnvironment, type GitPlace } from './git-environment.ts'
import type { ReadingSettings } from './own-repository.ts'
import { runGit, type GitOutput } from './run-git.ts'

export interface GitOptions {
  executable: string
  searchPath: string
  signal: AbortSignal
}

export interface GitCall extends GitPlace {
  args: readonly string[]
  cwd: string
  settings?: ReadingSettings
  input?: string | Buffer
  maxBytes?: number
}

export type Git = (call: GitCall) => Promise<GitOutput>

/** git as this product calls it: with nothing that a repository configures, in a place of ours. */
export function createGit({ executable, searchPath, signal }: GitOptions): Git {
  return ({ args, cwd, input, maxBytes, settings, ...place }) =>
    runGit({
      executable,
      args: [...SAFE_SETTINGS, ...readingArguments(settings), ...args],
      cwd,
      env: gitEnvironment(searchPath, place),
      ...(input !== undefined && { input }),
      ...(maxBytes !== undefined && { maxBytes }),
      signal,
    })
}

function readingArguments(settings: ReadingSettings | undefined): string[] {
  if (!settings) return []
  const core = Object.entries(settings.core).map(([name, value]) => `core.${name}=${value}`)
  const excludes = settings.userExcludes === undefined ? [] : [`core.excludesFile=${settings.userExcludes}`]
  return [...core, ...excludes].flatMap((setting) => ['-c', setting])
}
