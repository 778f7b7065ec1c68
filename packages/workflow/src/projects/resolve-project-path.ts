import { opendir, realpath, stat } from 'node:fs/promises'
import { isAbsolute, join } from 'node:path'
import { WorkflowError } from '../errors.ts'
import { errnoCode } from '../files/storage-error.ts'

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist. Check the spelling, or make the folder first',
  ENOTDIR: 'is not a folder. Give the folder of the project',
  EACCES: 'cannot be read by the user that runs SpecFlow. Change its permissions, or give another folder',
  ELOOP: 'is a link that leads in a circle. Give the folder itself',
  ENAMETOOLONG: 'is longer than a path can be. Give a shorter one',
}

/**
 * The real path of a folder that can become a project: absolute, there, a directory, and readable.
 * Throws `PROJECT_PATH_INVALID`.
 */
export async function resolveProjectPath(path: string): Promise<string> {
  if (!isAbsolute(path)) {
    throw invalid(path, 'is not absolute. Give the whole path, such as /home/you/project')
  }
  if (path.includes('\0')) throw invalid(path, 'contains a NUL character. Give the path without it')
  try {
    const realPath = await realpath(path)
    // Opening it asks for the effective user, which `access` does not, and for a directory.
    const directory = await opendir(realPath)
    await directory.close()
    await stat(join(realPath, '.'))
    return realPath
  } catch (error) {
    const code = errnoCode(error)
    const reason = code === undefined ? undefined : REASONS[code]
    throw invalid(path, reason ?? `cannot be used (${code ?? String(error)}). Give another folder`, error)
  }
}

function invalid(path: string, reason: string, cause?: unknown): WorkflowError {
  const message = `The project path ${JSON.stringify(path)} ${reason}.`
  return new WorkflowError('PROJECT_PATH_INVALID', message, {
    details: { path },
    ...(cause !== undefined && { cause }),
  })
}
