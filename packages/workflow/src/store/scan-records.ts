import { readdirSync, type Dirent } from 'node:fs'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { isUuid } from '../schema/index.ts'
import { toIndexEntry, type IndexEntry } from './execution-index.ts'
import { BACKUP_DIRECTORY } from './backups.ts'
import { QUARANTINE_DIRECTORY, quarantine } from './quarantine.ts'
import { decodeRecord } from './record-codec.ts'
import { createFindings, type RecordFindings } from './record-problems.ts'
import { errnoCode, storageError } from '../files/storage-error.ts'
import { isTemporaryName } from '../files/temporary-file.ts'

/** Files read between two turns of the event loop: reading in turns is slower, not reading in turns blocks the server. */
const FILES_PER_TURN = 256

const OWN_DIRECTORIES = [QUARANTINE_DIRECTORY, BACKUP_DIRECTORY]

export interface ScanOptions {
  directory: string
  now: () => Date
  readText: (path: string) => string | undefined
}

interface Scan {
  entries: IndexEntry[]
  findings: RecordFindings
}

/**
 * Reads every record of the folder once. A file that is damaged is moved to `quarantine/`; one that is not ours, is
 * newer than this program, or cannot be read just now stays where it is. Nothing is deleted, and one bad file never
 * hides the others.
 */
export async function scanRecords(options: ScanOptions): Promise<Scan> {
  const { directory } = options
  const scan: Scan = { entries: [], findings: createFindings() }
  const names = sortOut(listDirectory(directory), scan.findings)
  for (const [at, name] of names.entries()) {
    if (at > 0 && at % FILES_PER_TURN === 0) await setImmediate()
    scanRecord({ ...options, name, scan })
  }
  findQuarantined(directory, scan.findings)
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
    else if (!isUuid(name) && !OWN_DIRECTORIES.includes(name) && !isTemporaryName(name)) foreign.add(name)
  }
  return names
}

interface ScannedFile extends ScanOptions {
  name: string
  scan: Scan
}

function scanRecord({ directory, name, now, readText, scan }: ScannedFile): void {
  const { entries, findings } = scan
  try {
    const text = readText(join(directory, name))
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

function findQuarantined(directory: string, { quarantined, unreadable }: RecordFindings): void {
  try {
    for (const name of readdirSync(join(directory, QUARANTINE_DIRECTORY))) quarantined.add(name)
  } catch (error) {
    if (errnoCode(error) !== 'ENOENT') unreadable.set(QUARANTINE_DIRECTORY, String(error))
  }
}
