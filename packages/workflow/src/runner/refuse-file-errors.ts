import { storageError } from '../files/storage-error.ts'

/** Does what writes at `path`. A failure of the file system becomes `STORAGE_FULL` or `STORAGE_UNWRITABLE`; others pass. */
export async function refuseFileErrors<T>(path: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action()
  } catch (error) {
    throw isSystemError(error) ? storageError(error, path) : error
  }
}

/** Node's own errors, as for a bad argument, have a code too, but come from no call of the system. */
function isSystemError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error
}
