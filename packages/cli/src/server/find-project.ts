import { realpathSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { Project, WorkflowClient } from '@specflow/client'
import { CommandFailure } from '../command-failure.ts'
import { EXIT } from '../exit-codes.ts'

/**
 * The registered project that is meant: by its id, its name, or a folder in it, this one where nothing is given. Of projects within
 * each other it is the nearest. @throws CommandFailure that says how to register it.
 */
export async function findProject(
  client: Pick<WorkflowClient, 'projects'>,
  directory: string,
  given?: string,
): Promise<Project> {
  const projects = await client.projects({ retryForMs: 0 })
  const byId = projects.find(({ id }) => id === given)
  if (byId) return byId
  const named = projects.filter(({ name }) => name === given)
  if (named.length > 1) {
    const ids = named.map(({ id, path }) => `  ${id}  ${path}`).join('\n')
    throw new CommandFailure(
      `${String(named.length)} projects have the name ${given ?? ''}. Give the id:\n${ids}`,
      EXIT.usage,
    )
  }
  const found = named[0] ?? nearest(projects, resolve(directory, given ?? '.'))
  if (found) return found
  const path = given ?? '.'
  throw new CommandFailure(
    `${given ?? directory} is in no registered project. Register it: specflowctl projects add ${path}`,
    EXIT.refused,
  )
}

/** By real paths, as the server registers them. */
function nearest(projects: readonly Project[], path: string): Project | undefined {
  let folder = realPath(path)
  for (;;) {
    const found = projects.find((project) => project.path === folder)
    const parent = dirname(folder)
    if (found || parent === folder) return found
    folder = parent
  }
}

function realPath(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    return path
  }
}
