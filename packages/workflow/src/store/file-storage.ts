import { WorkflowError } from '../errors.ts'
import { diskOf, type DiskOptions } from '../files/disk.ts'
import { createFile, replaceFile } from '../files/durable-file.ts'
import { EXECUTION_SCHEMA_VERSION } from '../schema/index.ts'
import { storageError, UnsyncedFile } from '../files/storage-error.ts'
import { backUp } from './backups.ts'
import { endOfExecution } from './execution-index.ts'
import { forgetRecord } from './forget-record.ts'
import type { RecordStorage } from './indexed-store.ts'
import { keepInQuarantine } from './quarantine.ts'
import { decodeRecord, recordPath, type DecodedRecord } from './record-codec.ts'
import { describeFindings, listUnreadable, type RecordFindings } from './record-problems.ts'

export interface FileStorageOptions extends DiskOptions {
  directory: string
  readText: (path: string) => string | undefined
  assertOwned: () => Promise<void>
  now: () => Date
}

/** The records of a folder, one file each. `findings` is what is wrong with them, and is kept up to date. */
export function createFileStorage(options: FileStorageOptions, findings: RecordFindings): RecordStorage {
  const { assertOwned, directory, now, readText } = options
  const disk = diskOf(options)
  // A write that fails is tried again, and keeps what it found only once.
  const keptTexts = new Map<string, string>()

  const decode = (id: string, text: string): DecodedRecord => {
    const decoded = decodeRecord(id, text)
    if (decoded.kind === 'newer') findings.newer.add(`${id}.json`)
    return decoded
  }

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
      if (!(error instanceof UnsyncedFile) && peek(id) !== text) throw error
      findings.unsynced.set(name, causeOf(error))
      return true
    }
  }

  /** What readers find there; `undefined` also when nobody can read it. */
  const peek = (id: string) => {
    try {
      return readText(recordPath(directory, id))
    } catch {
      return undefined
    }
  }

  const isReadable = (id: string) => {
    try {
      readText(recordPath(directory, id))
      return true
    } catch {
      return false
    }
  }

  /** Nothing that this version did not write is lost by a write. */
  const keepOldText = async (id: string) => {
    const text = peek(id)
    if (text === undefined) return
    const decoded = decode(id, text)
    const name = `${id}.json`
    switch (decoded.kind) {
      case 'newer':
        throw leftAlone(`${name} is of a newer version of SpecFlow. Start that version to go on with it.`)
      case 'record':
        if (decoded.writtenAs === 'flat') throw leftAlone(`${name} is history of an earlier system.`)
        if (decoded.writtenAs === EXECUTION_SCHEMA_VERSION) return
        await backUp({ ...options, id, version: decoded.writtenAs, text })
        return
      case 'corrupt':
      case 'foreign':
        if (keptTexts.get(id) !== text) keepAside(id, text)
    }
  }

  const keepAside = (id: string, text: string) => {
    try {
      findings.quarantined.add(keepInQuarantine(directory, `${id}.json`, now()))
      keptTexts.set(id, text)
    } catch (error) {
      throw storageError(error, recordPath(directory, id))
    }
  }

  return {
    async read(id) {
      const name = `${id}.json`
      try {
        const text = readText(recordPath(directory, id))
        const decoded = text === undefined ? undefined : decode(id, text)
        if (decoded && decoded.kind !== 'record') throw new Error(`${name} ${describeKind(decoded)}`)
        findings.unreadable.delete(name)
        findings.newer.delete(name)
        return await Promise.resolve(decoded?.execution)
      } catch (cause) {
        const reason = cause instanceof Error ? cause.message : String(cause)
        if (!findings.newer.has(name)) findings.unreadable.set(name, reason)
        throw new WorkflowError('INTERNAL', `The record of the execution ${id} cannot be read: ${reason}.`, {
          cause,
        })
      }
    },

    async create(id, text) {
      await assertOwned()
      const path = recordPath(directory, id)
      try {
        return await placed(id, text, () => createFile(path, text, options))
      } catch (error) {
        // Nobody but this call knows the id. What it may have left would run with the next server, although it was refused.
        if (!isReadable(id)) await disk.remove(path).catch(() => undefined)
        throw error
      }
    },

    async replace(id, text) {
      await assertOwned()
      await keepOldText(id)
      await placed(id, text, () => replaceFile(recordPath(directory, id), text, options))
      findings.unreadable.delete(`${id}.json`)
      keptTexts.delete(id)
    },

    async remove(id) {
      await assertOwned()
      const text = peek(id)
      const decoded = text === undefined ? undefined : decode(id, text)
      // Somebody may have put another file there since the index was made.
      if (decoded?.kind !== 'record' || endOfExecution(decoded.execution) === undefined) return false
      await forgetRecord(directory, id)
      return true
    },

    isSetAside: (id) => findings.unreadable.has(`${id}.json`) || findings.newer.has(`${id}.json`),
    problems: () => describeFindings(directory, findings),
    unreadable: () => listUnreadable(findings),
  }
}

function describeKind({ kind }: DecodedRecord): string {
  return kind === 'newer' ? 'is of a newer version of SpecFlow' : 'was changed by somebody else'
}

function leftAlone(message: string): WorkflowError {
  return new WorkflowError('STORAGE_UNWRITABLE', `${message} It is left as it is.`)
}

/** Beneath the refusal, which speaks of a file that cannot be written, the disk's own words. */
function causeOf(error: unknown): string {
  const reason = error instanceof WorkflowError ? error.cause : error
  return reason instanceof Error ? reason.message : String(reason)
}
