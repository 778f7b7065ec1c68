import { constants } from 'node:fs'
import { dirname } from 'node:path'
import { failpoint } from '@specflow/failpoints'
import { diskOf, type Disk, type DiskFile, type DiskOptions } from './disk.ts'
import { errnoCode, storageError, UnsyncedFile } from './storage-error.ts'
import { temporaryPath } from './temporary-file.ts'

export interface DurableWriteOptions extends DiskOptions {
  /** Asked when everything is on disk and only the rename is missing; `false` leaves the old file as it was. */
  confirm?: () => boolean
}

/**
 * Puts `text` at `path`, in place of what was there: readers see the old file or the new one, also after a power
 * cut, and never a part. Answers `false` when `confirm` said no.
 *
 * Errors: `STORAGE_FULL`, `STORAGE_UNWRITABLE`. The old file is then unharmed, unless the folder alone did not reach
 * the disk: that is an `UnsyncedFile`, the new one is in its place already, and a power cut may bring the old one back.
 */
export async function replaceFile(
  path: string,
  text: string,
  options: DurableWriteOptions = {},
): Promise<boolean> {
  const confirm = options.confirm ?? (() => true)
  const disk = diskOf(options)
  const place = async (temporary: string) => {
    if (!confirm()) return false
    await disk.rename(temporary, path)
    return true
  }
  return publish({ path, text, disk, place })
}

/**
 * Puts `text` at `path` if nothing is there yet, not even a dangling link; `false` otherwise. Of any number that try
 * at once exactly one succeeds, and the file is whole from the first moment.
 *
 * Errors: `STORAGE_FULL`, `STORAGE_UNWRITABLE`; there is no file then, unless the disk lets none be taken away either,
 * which is an `UnsyncedFile`.
 */
export async function createFile(path: string, text: string, options: DiskOptions = {}): Promise<boolean> {
  const disk = diskOf(options)
  const place = async (temporary: string) => {
    try {
      await disk.link(temporary, path)
      return true
    } catch (error) {
      if (errnoCode(error) === 'EEXIST') return false
      throw error
    }
  }
  return publish({ path, text, disk, place, takeBack: () => disk.remove(path) })
}

interface Publication {
  path: string
  text: string
  disk: Disk
  /** Gives the finished file its name; `false` when that is not to be. */
  place: (temporary: string) => Promise<boolean>
  /** Undoes it when it did not reach the disk. What took the place of something else cannot be undone. */
  takeBack?: () => Promise<void>
}

async function publish(publication: Publication): Promise<boolean> {
  const { disk, path, place, text } = publication
  const temporary = temporaryPath(path)
  try {
    await writeWhole(disk, temporary, Buffer.from(text))
    return await withDirectory(disk, dirname(path), async (directory) => {
      const placed = await place(temporary)
      await failpoint('renamed')
      if (placed) await syncOrTakeBack(publication, directory)
      return placed
    })
  } catch (error) {
    throw storageError(error, path)
  } finally {
    // After a rename there is nothing to remove; what resists is removed as stale by a later process.
    await disk.remove(temporary).catch(() => undefined)
  }
}

async function writeWhole(disk: Disk, temporary: string, bytes: Uint8Array): Promise<void> {
  const { O_CREAT, O_EXCL, O_WRONLY, O_NOFOLLOW } = constants
  const file = await disk.open(temporary, O_CREAT | O_EXCL | O_WRONLY | O_NOFOLLOW, 0o600)
  try {
    for (let written = 0; written < bytes.length;) {
      const count = await disk.write(file, bytes.subarray(written))
      if (count <= 0) throw new Error('the disk took no more bytes and gave no reason')
      written += count
    }
    await failpoint('tmp-written')
    await file.sync()
    await failpoint('tmp-fsynced')
  } finally {
    await file.close()
  }
}

/** Opened before anything is placed: what keeps a folder from being opened, as too many open files, then harms nothing. */
async function withDirectory<T>(
  disk: Disk,
  path: string,
  use: (directory: DiskFile) => Promise<T>,
): Promise<T> {
  const directory = await disk.open(path, constants.O_RDONLY | constants.O_DIRECTORY)
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
async function syncOrTakeBack({ disk, path, takeBack }: Publication, directory: DiskFile): Promise<void> {
  try {
    await disk.syncDirectory(directory)
  } catch (error) {
    if (takeBack === undefined) throw new UnsyncedFile(error, path)
    try {
      await takeBack()
    } catch {
      throw new UnsyncedFile(error, path)
    }
    throw error
  }
}
