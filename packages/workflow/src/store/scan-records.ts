import { readdirSync, type Dirent } from 'node:fs'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { isUuid } from '../schema/index.ts'
import { toIndexEntry, type IndexEntry } from './execution-index.ts'
import { QUARANTINE_DIRECTORY, quarantine } from './quarantine.ts'
import { decodeRecord } from './record-codec.ts'
import { createFindings, type RecordFindings } from './record-problems.ts'
import { readRegularFile } from '../files/regular-file.ts'
import { errnoCode, storageError } from '../files/storage-error.ts'
import { isTemporaryName } from '../files/temporary-file.ts'

/** Files read between two turns of the event loop: reading in turns is slower, not reading in turns blocks the server. */
const FILES_PER_TURN = 256

interface Scan {
  entries: IndexEntry[]
  findings: RecordFindings
}

/**
 * Reads every record of the folder once. A file that is damaged is moved to `quarantine/`; one that is not ours, is
 * newer than this program, or cannot be read just now stays where it is. Nothing is deleted, and one bad file never
 * hides the others.
 */
export async function scanRecords(directory: string, now: () => Date): Promise<Scan> {
  const scan: Scan = { entries: [], findings: createFindings() }
  const names = sortOut(listDirectory(directory), scan.findings)
  for (const [at, name] of names.entries()) {
    if (at > 0 && at % FILES_PER_TURN === 0) await setImmediate()
    scanRecord({ directory, name, now, scan })
  }
  for (const name of listQuarantine(directory)) scan.findings.quarantined.add(name)
  return scan
}

function listDirectory(directory: string): Dirent[] {
  try {
    return readdirSync(directory, { withFileTypes: true })
  } catch (error) {
    throw storageError(error, directory)
  }
}

/** Answers the names of records; what is neither a record nor ours otherwise is foreign. */
function sortOut(found: readonly Dirent[], { foreign }: RecordFindings): string[] {
  const names: string[] = []
  for (const { name } of found) {
    if (name.endsWith('.json') && isUuid(name.slice(0, -'.json'.length))) names.push(name)
    else if (!isUuid(name) && name !== QUARANTINE_DIRECTORY && !isTemporaryName(name)) foreign.add(name)
  }
  return names
}

function scanRecord({
  directory,
  name,
  now,
  scan,
}: {
  directory: string
  name: string
  now: () => Date
  scan: Scan
}): void {
  const { entries, findings } = scan
  try {
    const text = readRegularFile(join(directory, name))
    if (text === undefined) return
    const decoded = decodeRecord(name.slice(0, -'.json'.length), text)
    switch (decoded.kind) {
      case 'record':
        entries.push(toIndexEntry(decoded.execution))
        break
      case 'newer':
        findings.newer.add(name)
        break
      case 'foreign':
        findings.foreign.add(name)
        break
      case 'corrupt':
        quarantine(directory, name, now())
        break
    }
  } catch (error) {
    findings.unreadable.set(name, error instanceof Error ? error.message : String(error))
  }
}

function listQuarantine(directory: string): string[] {
  try {
    return readdirSync(join(directory, QUARANTINE_DIRECTORY))
  } catch (error) {
    if (errnoCode(error) === 'ENOENT') return []
    throw storageError(error, join(directory, QUARANTINE_DIRECTORY))
  }
}
