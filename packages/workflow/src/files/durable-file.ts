import { constants } from 'node:fs'
import { link, open, rename, rm, type FileHandle } from 'node:fs/promises'
import { dirname } from 'node:path'
import { errnoCode, storageError } from './storage-error.ts'
import { temporaryPath } from './temporary-file.ts'

/** Writes the beginning of `bytes` at the file's position and answers how many it took. */
export type WriteBytes = (file: FileHandle, bytes: Uint8Array) => Promise<number>

/** Brings the names in an open folder to disk. */
export type SyncDirectory = (directory: FileHandle) => Promise<void>

/** How things reach the disk; the defaults ask the operating system. */
export interface DiskOptions {
  write?: WriteBytes
  syncDirectory?: SyncDirectory
}

export interface DurableWriteOptions extends DiskOptions {
  /** Asked when everything is on disk and only the rename is missing; `false` leaves the old file as it was. */
  confirm?: () => boolean
}

/**
 * Puts `text` at `path`, in place of what was there: readers see the old file or the new one, also after a power
 * cut, and never a part. Answers `false` when `confirm` said no.
 *
 * Errors: `STORAGE_FULL`, `STORAGE_UNWRITABLE`. The old file is then unharmed, unless the folder alone did not reach
 * the disk: then the new one is in its place already, and a power cut may bring the old one back. Whoever has to know
 * which it is reads the file.
 */
export async function replaceFile(
  path: string,
  text: string,
  options: DurableWriteOptions = {},
): Promise<boolean> {
  const confirm = options.confirm ?? (() => true)
  const place = async (temporary: string) => {
    if (!confirm()) return false
    await rename(temporary, path)
    return true
  }
  return publish({ path, text, disk: options, place })
}

/**
 * Puts `text` at `path` if nothing is there yet, not even a dangling link; `false` otherwise. Of any number that try
 * at once exactly one succeeds, and the file is whole from the first moment.
 *
 * Errors: `STORAGE_FULL`, `STORAGE_UNWRITABLE`; there is no file then, unless the disk lets none be taken away either.
 */
export async function createFile(path: string, text: string, options: DiskOptions = {}): Promise<boolean> {
  const place = async (temporary: string) => {
    try {
      await link(temporary, path)
      return true
    } catch (error) {
      if (errnoCode(error) === 'EEXIST') return false
      throw error
    }
  }
  return publish({ path, text, disk: options, place, takeBack: () => rm(path, { force: true }) })
}

interface Publication {
  path: string
  text: string
  disk: DiskOptions
  /** Gives the finished file its name; `false` when that is not to be. */
  place: (temporary: string) => Promise<boolean>
  /** Undoes it when it did not reach the disk. What took the place of something else cannot be undone. */
  takeBack?: () => Promise<void>
}

async function publish({ path, text, disk, place, takeBack }: Publication): Promise<boolean> {
  const temporary = temporaryPath(path)
  try {
    await writeWhole(temporary, Buffer.from(text), disk.write ?? writeSome)
    return await withDirectory(dirname(path), async (directory) => {
      const placed = await place(temporary)
      if (placed) await syncOrTakeBack(directory, disk.syncDirectory ?? sync, takeBack)
      return placed
    })
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

/** Opened before anything is placed: what keeps a folder from being opened, as too many open files, then harms nothing. */
async function withDirectory<T>(path: string, use: (directory: FileHandle) => Promise<T>): Promise<T> {
  const directory = await open(path, constants.O_RDONLY | constants.O_DIRECTORY)
  try {
    return await use(directory)
  } finally {
    // Nothing was written through it, so there is nothing that closing it could lose.
    await directory.close().catch(() => undefined)
  }
}

/**
 * A rename is atomic by itself and survives a power cut only with its folder on disk. It is asked for once: a system
 * reports a failed sync one time and then forgets it, so that a second that succeeds proves nothing.
 */
async function syncOrTakeBack(
  directory: FileHandle,
  syncDirectory: SyncDirectory,
  takeBack: Publication['takeBack'],
): Promise<void> {
  try {
    await syncDirectory(directory)
  } catch (error) {
    await takeBack?.().catch(() => undefined)
    throw error
  }
}

async function sync(directory: FileHandle): Promise<void> {
  await directory.sync()
}
