import { constants } from 'node:fs'
import { access, stat } from 'node:fs/promises'
import { delimiter, isAbsolute, join, resolve } from 'node:path'

export interface FindExecutableOptions {
  /** A path, taken as it is, or a name that is looked up. */
  name: string
  /** Folders in the form of the variable PATH. */
  searchPath: string
  /** Folders of the search path that do not count, such as the project's own `node_modules/.bin`. */
  without?: readonly string[]
}

export type FoundExecutable =
  | { kind: 'found'; path: string; modifiedMs: number }
  /** `searched` is empty when a path was given. */
  | { kind: 'missing'; searched: string[] }

/**
 * Looks an executable up as a shell would, but in absolute folders only: what an empty or relative entry of the path
 * means depends on a folder that others can write to.
 */
export async function findExecutable({
  name,
  searchPath,
  without = [],
}: FindExecutableOptions): Promise<FoundExecutable> {
  const isPath = name.includes('/')
  const excluded = without.map((folder) => resolve(folder))
  const folders = searchPath
    .split(delimiter)
    .filter((folder) => isAbsolute(folder) && !excluded.includes(resolve(folder)))
  const candidates = isPath ? [resolve(name)] : folders.map((folder) => join(folder, name))
  for (const path of candidates) {
    const modifiedMs = await executableSince(path)
    if (modifiedMs !== undefined) return { kind: 'found', path, modifiedMs }
  }
  return { kind: 'missing', searched: isPath ? [] : folders }
}

async function executableSince(path: string): Promise<number | undefined> {
  try {
    await access(path, constants.X_OK)
    const file = await stat(path)
    return file.isFile() ? file.mtimeMs : undefined
  } catch {
    return undefined
  }
}
