import type { HealthProblem, Project, RegisterProjectInput } from '../schema/index.ts'

/**
 * The registered directories. Other tools write the same registry, so nothing of theirs is ever lost.
 *
 * Errors: `PROJECT_PATH_INVALID`, `PROJECT_NOT_FOUND`, `REGISTRY_UNREADABLE`, `STORAGE_FULL`, `STORAGE_UNWRITABLE`.
 */
export interface ProjectRegistry {
  list(): Promise<Project[]>
  get(id: string): Promise<Project | undefined>
  /** The same real path twice answers the same project with `created: false`. */
  register(input: RegisterProjectInput): Promise<{ project: Project; created: boolean }>
  /** Forgets the project and never touches its directory. */
  remove(id: string): Promise<Project>
  problems(): Promise<HealthProblem[]>
}
