import { basename } from 'node:path'
import type { Project } from '../schema/index.ts'

interface NewProject {
  id: string
  now: Date
  path: string
  name: string | undefined
}

/** Without a name it is called like its folder. */
export function newProject({ id, name, now, path }: NewProject): Project {
  // The root of the file system is a folder without a name.
  return { id, name: name ?? (basename(path) || path), path, registeredAt: now.toISOString() }
}
