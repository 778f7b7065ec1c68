import { basename } from 'node:path'
import { WorkflowError } from '../errors.ts'
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

export function unknownProject(id: string): WorkflowError {
  const shown = JSON.stringify(id.slice(0, 128))
  return new WorkflowError(
    'PROJECT_NOT_FOUND',
    `There is no project ${shown}. List the projects to see their ids.`,
  )
}
