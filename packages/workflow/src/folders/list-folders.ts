import type { Dirent } from 'node:fs'
import { readdir, realpath, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { resolveProjectPath } from '../projects/resolve-project-path.ts'
import { MAX_FOLDERS, type BrowsedFolder } from '../schema/index.ts'

export interface ListFoldersOptions {
  path: string
  /** Real paths. */
  registered: ReadonlySet<string>
}

/**
 * The folders in a folder, by their names and hidden ones last, links to folders among them. Throws
 * `PROJECT_PATH_INVALID` with the path and what to do.
 */
export async function listFolders({ path: asked, registered }: ListFoldersOptions): Promise<BrowsedFolder> {
  const path = await resolveProjectPath(asked)
  const entries = await readdir(path, { withFileTypes: true })
  const named = entries.filter((entry) => entry.isDirectory() || entry.isSymbolicLink()).toSorted(byName)
  const directories: BrowsedFolder['directories'] = []
  let isTruncated = false
  for (const entry of named) {
    const real = await folderOf(path, entry)
    if (real === undefined) continue
    if (directories.length === MAX_FOLDERS) {
      isTruncated = true
      break
    }
    const [isGit, hasClaude] = await Promise.all([exists(real, '.git'), exists(real, '.claude')])
    directories.push({
      name: entry.name,
      path: join(path, entry.name),
      isGit,
      hasClaude,
      isRegistered: registered.has(real),
    })
  }
  const parent = dirname(path)
  return { path, ...(parent !== path && { parent }), directories, isTruncated }
}

function byName(a: Dirent, b: Dirent): number {
  const hidden = Number(a.name.startsWith('.')) - Number(b.name.startsWith('.'))
  if (hidden !== 0) return hidden
  const [x, y] = [a.name.toLowerCase(), b.name.toLowerCase()]
  return x === y ? (a.name < b.name ? -1 : 1) : x < y ? -1 : 1
}

/** Its real path; `undefined` for a link that leads to no folder. */
async function folderOf(parent: string, entry: Dirent): Promise<string | undefined> {
  const path = join(parent, entry.name)
  if (entry.isDirectory()) return path
  try {
    const real = await realpath(path)
    return (await stat(real)).isDirectory() ? real : undefined
  } catch {
    return undefined
  }
}

/** What may not be looked into has no mark. */
async function exists(folder: string, name: string): Promise<boolean> {
  try {
    await stat(join(folder, name))
    return true
  } catch {
    return false
  }
}
