import { realpathSync } from 'node:fs'
import { devNull } from 'node:os'
import { join } from 'node:path'
import { findExecutable } from '../runner/find-executable.ts'
import { findRepository, type Repository } from './find-repository.ts'
import { createGit, type Git } from './git.ts'
import { parseSettings, readSettings } from './reading-settings.ts'
import type { ReadingSettings } from './own-repository.ts'
import type { SnapshotReference } from './port.ts'
import { SNAPSHOT_DIRECTORY } from './snapshot-file.ts'

export interface GitSnapshotOptions {
  /** Where executions have their folders. */
  workflowsPath: string
  /** The user's environment: where git is, and what the user ignores everywhere. */
  environment: Readonly<Record<string, string>>
  /** Folders of the search path that do not count. */
  searchPathWithout?: readonly string[]
  /** Of one snapshot and of one answer. */
  timeoutMs?: number
}

/** What a snapshot is made with. */
export interface Site {
  git: Git
  repository: Repository
  settings: ReadingSettings
  /** Ours. */
  directory: string
  objects: string
  /** The project's folder in the working tree. */
  cwd: string
}

export type OpenedSite =
  { kind: 'site'; site: Site } | { kind: 'none'; reason: string; isWithoutGit: boolean }

/** Looks for the repository first, with no process at all; most of what can be missing is missed there. */
export async function openSite(
  options: GitSnapshotOptions,
  { executionId, projectPath }: SnapshotReference,
  signal: AbortSignal,
): Promise<OpenedSite> {
  const found = findRepository(projectPath)
  if (found.kind === 'none') return { ...found, isWithoutGit: true }
  const { environment, searchPathWithout = [], workflowsPath } = options
  const searchPath = environment.PATH ?? ''
  const executable = await findExecutable({ name: 'git', searchPath, without: searchPathWithout })
  if (executable.kind === 'missing') {
    return { kind: 'none', reason: 'The command git is not installed.', isWithoutGit: false }
  }
  const git = createGit({ executable: executable.path, searchPath, signal })
  const directory = ownDirectory(workflowsPath, executionId)
  const objects = join(directory, 'objects')
  const settings = await readSettings({
    repositoryConfig: join(found.repository.commonDirectory, 'config'),
    userHome: environment.HOME,
    userConfigHome: environment.XDG_CONFIG_HOME,
    list: async (file) => {
      const place = { gitDirectory: devNull, workTree: '/', index: devNull, objects: devNull, cwd: '/' }
      const { stdout } = await git({
        ...place,
        args: ['config', '--file', file, '--no-includes', '--list', '-z'],
      })
      return parseSettings(stdout.toString('utf8'))
    },
  })
  const cwd = realpathSync(projectPath)
  return { kind: 'site', site: { git, repository: found.repository, settings, directory, objects, cwd } }
}

export function ownDirectory(workflowsPath: string, executionId: string): string {
  return join(workflowsPath, executionId, SNAPSHOT_DIRECTORY)
}
