import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { readRegularFile } from '../files/regular-file.ts'
import { errnoCode } from '../files/storage-error.ts'
import { isUuid, type WorkflowExecution } from '../schema/index.ts'
import { endOfExecution } from './execution-index.ts'
import { decodeRecord } from './record-codec.ts'

export interface EndedRecord {
  execution: WorkflowExecution
  endedAt: string
}

/**
 * The records of a folder that ended before an instant, oldest end first, for somebody who does not own the folder: it
 * is only read, also while a server writes there. What cannot be read is left out, as it is never removed either.
 */
export function findEndedRecords(directory: string, before: string): EndedRecord[] {
  const found = namesIn(directory).flatMap((name): EndedRecord[] => {
    const id = name.slice(0, -'.json'.length)
    const execution = name.endsWith('.json') && isUuid(id) ? readExecution(directory, id) : undefined
    const endedAt = execution && endOfExecution(execution)
    return execution && endedAt !== undefined && endedAt < before ? [{ execution, endedAt }] : []
  })
  return found.sort((a, b) => (a.endedAt < b.endedAt ? -1 : 1))
}

function namesIn(directory: string): string[] {
  try {
    return readdirSync(directory)
  } catch (error) {
    if (errnoCode(error) === 'ENOENT') return []
    throw error
  }
}

function readExecution(directory: string, id: string): WorkflowExecution | undefined {
  try {
    const decoded = decodeRecord(id, readRegularFile(join(directory, `${id}.json`)) ?? '')
    return decoded.kind === 'record' ? decoded.execution : undefined
  } catch {
    return undefined
  }
}
