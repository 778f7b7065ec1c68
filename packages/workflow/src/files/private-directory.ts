import { chmodSync, existsSync, lstatSync, mkdirSync, type Stats } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { WorkflowError } from '../errors.ts'
import { errnoCode, storageError } from './storage-error.ts'

const PRIVATE_MODE = 0o700

/**
 * Makes sure that there is a directory at `path` that only this user can enter, and answers its absolute path.
 * A wider mode is narrowed; a link, a file and somebody else's directory are refused with `STORAGE_UNWRITABLE`.
 */
export function ensurePrivateDirectory(path: string): string {
  // Resolving drops a trailing slash, with which `lstat` would look through a link.
  const directory = resolve(path)
  const stats = statsOf(directory) ?? make(directory)
  refuseUnsafe(directory, stats)
  if ((stats.mode & 0o777) !== PRIVATE_MODE) narrow(directory)
  return directory
}

function statsOf(directory: string): Stats | undefined {
  try {
    return lstatSync(directory, { throwIfNoEntry: false })
  } catch (error) {
    throw storageError(error, directory)
  }
}

function make(directory: string): Stats {
  try {
    // Only where it must be: a recursive one says ENOENT on a read-only disk.
    mkdirSync(directory, { recursive: !existsSync(dirname(directory)), mode: PRIVATE_MODE })
  } catch (error) {
    if (errnoCode(error) !== 'EEXIST') throw storageError(error, directory)
  }
  try {
    return lstatSync(directory)
  } catch (error) {
    throw storageError(error, directory)
  }
}

function refuseUnsafe(directory: string, stats: Stats): void {
  if (stats.isSymbolicLink()) {
    throw refusal(
      `${directory} is a symbolic link. Name the folder that it points to instead, or remove the link.`,
    )
  }
  if (!stats.isDirectory()) {
    throw refusal(`${directory} is not a folder. Move it away, or name another place.`)
  }
  const user = process.geteuid?.()
  if (user !== undefined && stats.uid !== user) {
    throw refusal(
      `${directory} belongs to user ${String(stats.uid)} and not to user ${String(user)}. Change its owner, or name another place.`,
    )
  }
}

function narrow(directory: string): void {
  try {
    chmodSync(directory, PRIVATE_MODE)
  } catch (error) {
    throw refusal(notPrivate(directory), error)
  }
  // Some mounted file systems take the change and keep the mode.
  if (((statsOf(directory)?.mode ?? 0) & 0o077) !== 0) throw refusal(notPrivate(directory))
}

function notPrivate(directory: string): string {
  return `${directory} is open to other users and its mode cannot be changed. Run chmod 700 on it, or name another place.`
}

function refusal(message: string, cause?: unknown): WorkflowError {
  return new WorkflowError('STORAGE_UNWRITABLE', message, cause === undefined ? {} : { cause })
}
