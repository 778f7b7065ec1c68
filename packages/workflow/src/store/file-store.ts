import { WorkflowError } from '../errors.ts'
import { createFile, replaceFile, type WriteBytes } from '../files/durable-file.ts'
import { createExecutionIndex } from './execution-index.ts'
import { createIndexedStore, type RecordStorage } from './indexed-store.ts'
import type { ExecutionStore } from './port.ts'
import { ensurePrivateDirectory } from '../files/private-directory.ts'
import { decodeRecord, recordPath } from './record-codec.ts'
import { describeFindings, type RecordFindings } from './record-problems.ts'
import { readRegularFile } from '../files/regular-file.ts'
import { scanRecords } from './scan-records.ts'
import { removeStaleTemporaries } from '../files/temporary-file.ts'

export interface FileStoreOptions {
  /** Holds `<id>.json`, and beside it the folders of the runs. Made if missing (0700). */
  directory: string
  /** Asked before every write; rejects when another server owns the state directory by now. */
  assertOwned?: () => Promise<void>
  /** Names the time in quarantine. */
  now?: () => Date
  /** How bytes reach the disk; the default asks the operating system. */
  write?: WriteBytes
}

/**
 * Opens the records of a folder, one file each. It reads them all once, to build the index that lists are served
 * from; after that a record is read from its file whenever it is asked for.
 *
 * Only the owner of the state directory may open it. Throws `STORAGE_UNWRITABLE` when the folder cannot be used.
 */
export async function openFileStore(options: FileStoreOptions): Promise<ExecutionStore> {
  const directory = ensurePrivateDirectory(options.directory)
  removeStaleTemporaries(directory)
  const { entries, findings } = await scanRecords(directory, options.now ?? (() => new Date()))
  return createIndexedStore(
    createFileStorage({ ...options, directory }, findings),
    createExecutionIndex(entries),
  )
}

function createFileStorage(options: FileStoreOptions, findings: RecordFindings): RecordStorage {
  const { directory } = options
  const assertOwned = options.assertOwned ?? (() => Promise.resolve())
  const writing = options.write ? { write: options.write } : {}

  return {
    async read(id) {
      const name = `${id}.json`
      try {
        const text = readRegularFile(recordPath(directory, id))
        const decoded = text === undefined ? undefined : decodeRecord(id, text)
        if (decoded && decoded.kind !== 'record') throw new Error(`${name} was changed by somebody else`)
        findings.unreadable.delete(name)
        return await Promise.resolve(decoded?.execution)
      } catch (cause) {
        const reason = cause instanceof Error ? cause.message : String(cause)
        findings.unreadable.set(name, reason)
        throw new WorkflowError('INTERNAL', `The record of the execution ${id} cannot be read: ${reason}.`, {
          cause,
        })
      }
    },

    async create(id, text) {
      await assertOwned()
      return createFile(recordPath(directory, id), text, writing)
    },

    async replace(id, text) {
      await assertOwned()
      await replaceFile(recordPath(directory, id), text, writing)
      findings.unreadable.delete(`${id}.json`)
    },

    problems: () => describeFindings(directory, findings),
  }
}
