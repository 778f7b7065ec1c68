import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { readRegularFile } from '../../files/regular-file.ts'
import { errnoCode } from '../../files/storage-error.ts'
import { isTemporaryName } from '../../files/temporary-file.ts'
import {
  EXECUTION_SCHEMA_VERSION,
  isTerminal,
  isUuid,
  type ExecutionStatus,
  type WorkflowExecution,
} from '../../schema/index.ts'
import { BACKUP_DIRECTORY } from '../../store/backups.ts'
import { QUARANTINE_DIRECTORY } from '../../store/quarantine.ts'
import { decodeRecord } from '../../store/record-codec.ts'
import { reasonOf } from '../words.ts'

/** As the store does it: reading without a pause would keep a server from answering. */
const FILES_PER_TURN = 256

const OWN_FOLDERS = [QUARANTINE_DIRECTORY, BACKUP_DIRECTORY]

/** What the checks need of a record; a large state directory has many. */
export interface KnownRecord {
  id: string
  status: ExecutionStatus
  hasEnded: boolean
  /** The number of runs that it tells of. */
  attempts: number
}

/** The folder of the records, as it is: nothing is moved or mended. Keys and names are file names. */
export interface RecordFacts {
  known: Map<string, KnownRecord>
  older: string[]
  newer: string[]
  foreign: string[]
  corrupt: Map<string, string>
  unreadable: Map<string, string>
  quarantined: string[]
}

export async function readRecords(workflowsPath: string): Promise<RecordFacts> {
  const facts: RecordFacts = {
    known: new Map(),
    older: [],
    newer: [],
    foreign: [],
    corrupt: new Map(),
    unreadable: new Map(),
    quarantined: listFolder(join(workflowsPath, QUARANTINE_DIRECTORY)),
  }
  const names = listFolder(workflowsPath)
  for (const [at, name] of names.entries()) {
    if (at > 0 && at % FILES_PER_TURN === 0) await setImmediate()
    if (isRecordName(name)) readRecord(workflowsPath, name, facts)
    else if (!isUuid(name) && !OWN_FOLDERS.includes(name) && !isTemporaryName(name)) facts.foreign.push(name)
  }
  return facts
}

/** Whether somebody has to read this execution's record before anything can be said of its processes. */
export function isDoubtful(
  { corrupt, foreign, newer, quarantined, unreadable }: RecordFacts,
  id: string,
): boolean {
  const name = `${id}.json`
  if (corrupt.has(name) || unreadable.has(name) || newer.includes(name) || foreign.includes(name)) return true
  return quarantined.some((moved) => moved.startsWith(`${name}.`))
}

function listFolder(path: string): string[] {
  try {
    return readdirSync(path).sort()
  } catch (error) {
    if (errnoCode(error) === 'ENOENT') return []
    throw error
  }
}

function isRecordName(name: string): boolean {
  return name.endsWith('.json') && isUuid(idOf(name))
}

function idOf(name: string): string {
  return name.slice(0, -'.json'.length)
}

function readRecord(workflowsPath: string, name: string, facts: RecordFacts): void {
  try {
    const text = readRegularFile(join(workflowsPath, name))
    if (text === undefined) return
    const decoded = decodeRecord(idOf(name), text)
    switch (decoded.kind) {
      case 'record':
        facts.known.set(decoded.execution.id, summaryOf(decoded.execution))
        if (decoded.writtenAs !== EXECUTION_SCHEMA_VERSION) facts.older.push(name)
        break
      case 'newer':
        facts.newer.push(name)
        break
      case 'foreign':
        facts.foreign.push(name)
        break
      case 'corrupt':
        facts.corrupt.set(name, decoded.reason)
        break
    }
  } catch (error) {
    facts.unreadable.set(name, reasonOf(error))
  }
}

function summaryOf({ id, runs, status }: WorkflowExecution): KnownRecord {
  return { id, status, hasEnded: isTerminal(status), attempts: runs.length }
}
