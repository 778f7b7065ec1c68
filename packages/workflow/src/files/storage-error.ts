import { WorkflowError } from '../errors.ts'

/** The file is in its place and every reader sees it; only a power cut could still undo that. */
export class UnsyncedFile extends WorkflowError {
  constructor(error: unknown, path: string) {
    const { code, message } = storageError(error, path)
    super(code, message, { cause: error })
  }
}

/** Turns what kept a file at `path` from being written into the refusal that callers know, with its cause. */
export function storageError(error: unknown, path: string): WorkflowError {
  if (error instanceof WorkflowError) return error
  const code = errnoCode(error)
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new WorkflowError(
      'STORAGE_FULL',
      `There is no space left to write ${path}. Free some and try again.`,
      {
        cause: error,
      },
    )
  }
  return new WorkflowError(
    'STORAGE_UNWRITABLE',
    `${path} cannot be written (${code ?? String(error)}). Check that its folder exists, belongs to this user and is on a writable disk.`,
    { cause: error },
  )
}

/** The operating system's name of a failure, as `ENOENT`; `undefined` when the failure is not one of its own. */
export function errnoCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}
