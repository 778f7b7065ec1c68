import { constants } from 'node:fs'
import { link, open, rename, rm, type FileHandle } from 'node:fs/promises'
import { dirname } from 'node:path'
import { errnoCode, storageError } from './storage-error.ts'
import { temporaryPath } from './temporary-file.ts'

/** Writes the beginning of `bytes` at the file's position and answers how many it took. */
export type WriteBytes = (file: FileHandle, bytes: Uint8Array) => Promise<number>

export interface DurableWriteOptions {
  /** The default asks the operating system. */
  write?: WriteBytes
  /** Asked when everything is on disk and only the rename is missing; `false` leaves the old file as it was. */
  confirm?: () => boolean
}

/**
 * Puts `text` at `path`, in place of what was there: readers see the old file or the new one, also after a power
 * cut, and never a part. Answers `false` when `confirm` said no.
 *
 * Errors: `STORAGE_FULL`, `STORAGE_UNWRITABLE`; the old file is then unharmed.
 */
export async function replaceFile(
  path: string,
  text: string,
  options: DurableWriteOptions = {},
): Promise<boolean> {
  const confirm = options.confirm ?? (() => true)
  return publish({ path, text, write: options.write }, async (temporary) => {
    if (!confirm()) return false
    await rename(temporary, path)
    return true
  })
}

/**
 * Puts `text` at `path` if nothing is there yet, not even a dangling link; `false` otherwise. Of any number that try
 * at once exactly one succeeds, and the file is whole from the first moment.
 *
 * Errors: `STORAGE_FULL`, `STORAGE_UNWRITABLE`.
 */
export async function createFile(
  path: string,
  text: string,
  options: Pick<DurableWriteOptions, 'write'> = {},
): Promise<boolean> {
  return publish({ path, text, write: options.write }, async (temporary) => {
    try {
      await link(temporary, path)
      return true
    } catch (error) {
      if (errnoCode(error) === 'EEXIST') return false
      throw error
    }
  })
}

interface Publication {
  path: string
  text: string
  write: WriteBytes | undefined
}

async function publish(
  { path, text, write = writeSome }: Publication,
  place: (temporary: string) => Promise<boolean>,
): Promise<boolean> {
  const temporary = temporaryPath(path)
  try {
    await writeWhole(temporary, Buffer.from(text), write)
    const placed = await place(temporary)
    if (placed) await syncDirectory(dirname(path))
    return placed
  } catch (error) {
    throw storageError(error, path)
  } finally {
    // After a rename there is nothing to remove; what resists is removed as stale by a later process.
    await rm(temporary, { force: true }).catch(() => undefined)
  }
}

async function writeWhole(temporary: string, bytes: Uint8Array, write: WriteBytes): Promise<void> {
  const { O_CREAT, O_EXCL, O_WRONLY, O_NOFOLLOW } = constants
  const file = await open(temporary, O_CREAT | O_EXCL | O_WRONLY | O_NOFOLLOW, 0o600)
  try {
    for (let written = 0; written < bytes.length;) {
      const count = await write(file, bytes.subarray(written))
      if (count <= 0) throw new Error('the disk took no more bytes and gave no reason')
      written += count
    }
    await file.sync()
  } finally {
    await file.close()
  }
}

async function writeSome(file: FileHandle, bytes: Uint8Array): Promise<number> {
  const { bytesWritten } = await file.write(bytes)
  return bytesWritten
}

/** A rename is atomic by itself and survives a power cut only with its folder on disk. */
async function syncDirectory(directory: string): Promise<void> {
  const handle = await open(directory, constants.O_RDONLY | constants.O_DIRECTORY)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
