import { chmodSync, copyFileSync, lstatSync, mkdirSync, rmSync, writeFileSync, type Stats } from 'node:fs'
import { join } from 'node:path'
import { ensurePrivateDirectory } from '../files/private-directory.ts'
import type { Repository } from './find-repository.ts'

const MAX_INDEX_BYTES = 256 * 1_048_576
const MAX_EXCLUDES_BYTES = 1_048_576

/** What of a repository's configuration says how its files are read. All of it is data; nothing of it names a program. */
export interface ReadingSettings {
  /** `core.fileMode` and the like, with what they are set to. */
  core: Readonly<Record<string, string>>
  isSha256: boolean
  /** The user's own list of what is ignored everywhere. */
  userExcludes?: string
}

/** Makes our git directory, as little as git takes for one. Making it again changes nothing. */
export function makeOwnRepository(directory: string, settings: ReadingSettings): void {
  // The execution's folder first: git's is in it, and both are for this user alone.
  ensurePrivateDirectory(directory)
  for (const name of ['objects', 'refs', 'info'])
    mkdirSync(join(directory, name), { recursive: true, mode: 0o700 })
  writeFileSync(join(directory, 'HEAD'), 'ref: refs/heads/none\n', { mode: 0o600 })
  const version = settings.isSha256
    ? '\trepositoryformatversion = 1\n[extensions]\n\tobjectformat = sha256\n'
    : '\trepositoryformatversion = 0\n'
  // What git makes in it is for this user alone too, whatever the umask is.
  const core = '[core]\n\tbare = false\n\tsharedRepository = 0600\n'
  writeFileSync(join(directory, 'config'), `${core}${version}`, { mode: 0o600 })
}

/** What the repository ignores without saying so in a file of the working tree. */
export function copyExcludes(directory: string, { commonDirectory }: Repository): void {
  const target = join(directory, 'info', 'exclude')
  rmSync(target, { force: true })
  copyPlainFile(join(commonDirectory, 'info', 'exclude'), target, MAX_EXCLUDES_BYTES)
}

/**
 * Begins an index of ours from a copy of the repository's, so that a file that is as git knows it is not read again; `false`
 * where there is none to copy. Whoever has it locked is not waited for: it is replaced as a whole.
 */
export function seedIndex(index: string, { gitDirectory }: Repository): boolean {
  return copyPlainFile(join(gitDirectory, 'index'), index, MAX_INDEX_BYTES)
}

function copyPlainFile(from: string, to: string, maxBytes: number): boolean {
  const stats = statsOf(from)
  if (stats?.isFile() !== true || stats.size > maxBytes) return false
  copyFileSync(from, to)
  chmodSync(to, 0o600)
  return true
}

function statsOf(path: string): Stats | undefined {
  return lstatSync(path, { throwIfNoEntry: false })
}
