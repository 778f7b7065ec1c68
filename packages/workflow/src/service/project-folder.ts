import { access, constants, realpath, stat } from 'node:fs/promises'
import { WorkflowError } from '../errors.ts'

/**
 * `PROJECT_PATH_MISSING` when nothing can run there. Node would report a missing folder as a missing command. `path` is a real path:
 * where it leads somewhere else by now, a link was put in its place, and what runs would run elsewhere.
 */
export async function findFolderProblem({
  name,
  path,
}: {
  name: string
  path: string
}): Promise<WorkflowError | undefined> {
  try {
    const found = await stat(path)
    if (!found.isDirectory()) throw new Error('it is not a directory')
    await access(path, constants.R_OK | constants.X_OK)
    const real = await realpath(path)
    if (real !== path) throw new Error(`a link leads to ${real} now`)
    return undefined
  } catch (cause) {
    const message = `The folder of the project ${name} cannot be used: ${path}. Put it back, or remove the project and register its new place.`
    return new WorkflowError('PROJECT_PATH_MISSING', message, { cause, details: { path } })
  }
}
