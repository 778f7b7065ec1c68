import { realpath } from 'node:fs/promises'
import type { Project } from '../schema/index.ts'

/** The projects with their real paths; a folder that is gone keeps the path that was written down. Sorted by name. */
export async function withRealPaths(projects: readonly Project[]): Promise<Project[]> {
  const resolved = await Promise.all(
    projects.map(async (project) => ({
      ...project,
      path: await realpath(project.path).catch(() => project.path),
    })),
  )
  return resolved.sort((a, b) => a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1))
}
