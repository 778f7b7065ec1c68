import { WorkflowError } from '../errors.ts'
import { createFile, replaceFile, type DiskOptions } from '../files/durable-file.ts'
import { createExecutionIndex } from './execution-index.ts'
import { createIndexedStore, type RecordStorage } from './indexed-store.ts'
import type { ExecutionStore } from './port.ts'
import { ensurePrivateDirectory } from '../files/private-directory.ts'
import { decodeRecord, recordPath } from './record-codec.ts'
import { describeFindings, type RecordFindings } from './record-problems.ts'
import { readRegularFile } from '../files/regular-file.ts'
import { scanRecords } from './scan-records.ts'
import { removeStaleTemporaries } from '../files/temporary-file.ts'

export interface FileStoreOptions extends DiskOptions {
  /** Holds `<id>.json`, and beside it the folders of the runs. Made if missing (0700). */
  directory: string
  /** Asked before every write; rejects when another server owns the state directory by now. */
  assertOwned?: () => Promise<void>
  /** Names the time in quarantine. */
  now?: () => Date
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

  /**
   * An error does not say that nothing was written. A record that is in its place all the same is what every reader
   * sees and what the next start goes on from, so it counts as written: a caller that was refused would make its
   * change a second time, from a record that has it already. That a power cut may undo it is a problem to be shown.
   */
  const placed = async (id: string, text: string, write: () => Promise<boolean>) => {
    const name = `${id}.json`
    try {
      const isWritten = await write()
      if (isWritten) findings.unsynced.delete(name)
      return isWritten
    } catch (error) {
      if (!holds(recordPath(directory, id), text)) throw error
      findings.unsynced.set(name, reasonOf(error))
      return true
    }
  }

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
      return placed(id, text, () => createFile(recordPath(directory, id), text, options))
    },

    async replace(id, text) {
      await assertOwned()
      await placed(id, text, () => replaceFile(recordPath(directory, id), text, options))
      findings.unreadable.delete(`${id}.json`)
    },

    problems: () => describeFindings(directory, findings),
  }
}

/** Beneath the refusal, which speaks of a file that cannot be written, the disk's own words. */
function reasonOf(error: unknown): string {
  const reason = error instanceof WorkflowError ? error.cause : error
  return reason instanceof Error ? reason.message : String(reason)
}

/** Whether exactly this text is what readers find there. */
function holds(path: string, text: string): boolean {
  try {
    return readRegularFile(path) === text
  } catch {
    // Nobody can read it, so nobody goes on from it; the error of the write says more.
    return false
  }
}
