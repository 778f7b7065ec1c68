import { rmSync, unlinkSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { errnoCode, storageError } from '../files/storage-error.ts'
import { removeBackups } from './backups.ts'
import { recordPath } from './record-codec.ts'

/**
 * Removes the run directories of an execution, its backups and its record, the record last. Whoever dies in between
 * leaves a record that has ended, which nobody takes up and the next attempt finds again. The other way round there
 * would be a run directory without a record, which nobody may remove: its record may be one that cannot be read just now.
 *
 * Errors: `STORAGE_UNWRITABLE`; what is left is still reached through the record.
 */
export async function forgetRecord(directory: string, id: string): Promise<void> {
  const path = recordPath(directory, id)
  try {
    rmSync(join(directory, id), { recursive: true, force: true })
    removeBackups(directory, id)
    await syncDirectory(directory)
    removeFile(path)
    await syncDirectory(directory)
  } catch (error) {
    throw storageError(error, path)
  }
}

function removeFile(path: string): void {
  try {
    unlinkSync(path)
  } catch (error) {
    if (errnoCode(error) !== 'ENOENT') throw error
  }
}

/** Also between the two steps: a power cut must not bring back the run directory of a record that is gone. */
async function syncDirectory(directory: string): Promise<void> {
  const handle = await open(directory)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
