import { rmSync } from 'node:fs'
import type { DoctorRepair } from '../../schema/index.ts'
import { findStale } from '../checks/temporary-files.ts'
import type { EntryFacts } from '../survey/entries.ts'
import type { RecordFacts } from '../survey/records.ts'
import { count } from '../words.ts'

export interface TemporariesOptions {
  entries: EntryFacts
  records: RecordFacts
  /** No server can be writing. */
  alone: boolean
}

/** Removes what a writer left that is gone. */
export function removeTemporaries({ alone, entries, records }: TemporariesOptions): DoctorRepair[] {
  const removed = findStale(entries, records, !alone).filter(remove).length
  if (removed === 0) return []
  return [{ check: 'temporary-files', done: `Removed ${count(removed, 'stale temporary file')}.` }]
}

function remove(path: string): boolean {
  try {
    // A copy of the sample project is a folder.
    rmSync(path, { recursive: true })
    return true
  } catch {
    return false
  }
}
