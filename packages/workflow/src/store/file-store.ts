import type { DiskOptions } from '../files/disk.ts'
import { ensurePrivateDirectory } from '../files/private-directory.ts'
import { readRegularFile } from '../files/regular-file.ts'
import { removeStaleTemporaries } from '../files/temporary-file.ts'
import { createExecutionIndex } from './execution-index.ts'
import { createFileStorage } from './file-storage.ts'
import { createIndexedStore } from './indexed-store.ts'
import type { ExecutionStore } from './port.ts'
import { scanRecords } from './scan-records.ts'

export interface FileStoreOptions extends DiskOptions {
  /** Holds `<id>.json`, and beside it the folders of the runs. Made if missing (0700). */
  directory: string
  /** Asked before every write; rejects when another server owns the state directory by now. */
  assertOwned?: () => Promise<void>
  /** Names the time in quarantine. */
  now?: () => Date
  /** The text of a record, `undefined` when there is none; the default asks the operating system and follows no link. */
  readText?: (path: string) => string | undefined
}

/**
 * Opens the records of a folder, one file each. It reads them all once, to build the index that lists are served
 * from; after that a record is read from its file whenever it is asked for. A file of an older version is migrated in
 * memory at each read, and rewritten only by its next change, with a backup of the old text.
 *
 * Only the owner of the state directory may open it. Throws `STORAGE_UNWRITABLE` when the folder cannot be used.
 */
export async function openFileStore(options: FileStoreOptions): Promise<ExecutionStore> {
  const {
    assertOwned = () => Promise.resolve(),
    now = () => new Date(),
    readText = readRegularFile,
    ...disk
  } = options
  const directory = ensurePrivateDirectory(options.directory)
  removeStaleTemporaries(directory)
  const { entries, findings } = await scanRecords({ directory, now, readText })
  const storage = createFileStorage({ ...disk, directory, assertOwned, now, readText }, findings)
  return createIndexedStore(storage, createExecutionIndex(entries))
}
