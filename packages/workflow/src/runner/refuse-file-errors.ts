import { errnoCode, storageError } from '../files/storage-error.ts'

/** Does what writes at `path`. A failure of the file system becomes `STORAGE_FULL` or `STORAGE_UNWRITABLE`; others pass. */
export async function refuseFileErrors<T>(path: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action()
  } catch (error) {
    throw isSystemError(error) ? storageError(error, path) : error
  }
}

/** Such as `ENOENT`. Node's own errors, as for a bad argument, have codes too: `ERR_` and more. */
function isSystemError(error: unknown): boolean {
  return /^E[A-Z0-9]+$/.test(errnoCode(error) ?? '')
}
