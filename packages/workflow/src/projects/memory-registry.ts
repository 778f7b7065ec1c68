import { randomUUID } from 'node:crypto'
import type { Project } from '../schema/index.ts'
import { unknownProject } from '../errors.ts'
import { newProject } from './new-project.ts'
import type { ProjectRegistry } from './port.ts'
import { withRealPaths } from './real-paths.ts'
import { resolveProjectPath } from './resolve-project-path.ts'

export interface MemoryRegistryOptions {
  now?: () => Date
}

/** A registry that forgets everything at the end of the process. The folders are real ones. */
export function createMemoryRegistry({
  now = () => new Date(),
}: MemoryRegistryOptions = {}): ProjectRegistry {
  const projects = new Map<string, Project>()
  const list = () => withRealPaths([...projects.values()])

  return {
    list,
    get: async (id) => (await list()).find((project) => project.id === id),

    async register(input) {
      const path = await resolveProjectPath(input.path)
      const known = [...projects.values()].find((project) => project.path === path)
      if (known) return { project: { ...known }, created: false }
      const project = newProject({ id: randomUUID(), now: now(), path, name: input.name })
      projects.set(project.id, project)
      return { project: { ...project }, created: true }
    },

    remove(id) {
      const project = projects.get(id)
      if (!project) return Promise.reject(unknownProject(id))
      projects.delete(id)
      return Promise.resolve(project)
    },

    problems: () => Promise.resolve([]),
  }
}
