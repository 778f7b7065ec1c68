import { lstatSync, readFileSync, realpathSync, statSync, type Stats } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

/** A repository as its files describe it. git itself is not asked: it would believe what the repository configures. */
export interface Repository {
  /** The top of the working tree. */
  root: string
  /** Where its index is; of a linked working tree another folder than the one that all share. */
  gitDirectory: string
  /** Where objects, configuration and excludes are. */
  commonDirectory: string
}

export type FoundRepository = { kind: 'found'; repository: Repository } | { kind: 'none'; reason: string }

const MAX_POINTER_BYTES = 4_096

/** Looks upwards from a folder, as git does, and starts no process. */
export function findRepository(folder: string): FoundRepository {
  const start = realPath(folder)
  if (start === undefined) return none('The folder of the project is not there.')
  for (let at = start; ; at = dirname(at)) {
    const entry = statsOf(join(at, '.git'))
    if (entry) return openAt(at, entry)
    if (isBare(at)) return none('The folder is in a bare repository, which has no working tree.')
    if (dirname(at) === at) return none('The project is not in a git repository.')
  }
}

function openAt(root: string, entry: Stats): FoundRepository {
  const gitDirectory = entry.isDirectory() ? join(root, '.git') : followPointer(root)
  if (gitDirectory === undefined) return none('The file .git of the project leads nowhere.')
  const shared = readPointer(join(gitDirectory, 'commondir'))
  const commonDirectory = shared === undefined ? gitDirectory : resolve(gitDirectory, shared)
  if (statsOf(join(commonDirectory, 'objects'))?.isDirectory() !== true)
    return none('The git repository of the project is damaged.')
  return { kind: 'found', repository: { root, gitDirectory, commonDirectory } }
}

/** A linked working tree and a submodule have a file instead of the folder. */
function followPointer(root: string): string | undefined {
  const target = /^gitdir: (.+)$/s.exec(readPointer(join(root, '.git')) ?? '')?.[1]
  return target === undefined ? undefined : resolve(root, target)
}

function readPointer(path: string): string | undefined {
  try {
    const stats = lstatSync(path)
    // Only a plain file ends by itself.
    if (!stats.isFile() || stats.size > MAX_POINTER_BYTES) return undefined
    return readFileSync(path, 'utf8').replace(/\r?\n$/, '')
  } catch {
    return undefined
  }
}

function isBare(folder: string): boolean {
  const isThere = (name: string) => statsOf(join(folder, name)) !== undefined
  return ['HEAD', 'objects', 'refs'].every(isThere)
}

function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path)
  } catch {
    return undefined
  }
}

function realPath(folder: string): string | undefined {
  try {
    return realpathSync(folder)
  } catch {
    return undefined
  }
}

function none(reason: string): FoundRepository {
  return { kind: 'none', reason }
}
