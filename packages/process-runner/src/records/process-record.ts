import { join } from 'node:path'
import { RUN_FILES } from '../run-files.ts'
import type { ProcessIdentity } from '../types.ts'
import { readJsonFile } from './read-json-file.ts'

export interface ProcessRecord {
  supervisor: ProcessIdentity
  watchdogPid: number
}

/** Who the supervisor is, as it wrote down itself; `undefined` when nobody can tell. */
export function readProcessRecord(directory: string): ProcessRecord | undefined {
  const file = readJsonFile(join(directory, RUN_FILES.process))
  if (file === undefined || file === 'damaged') return undefined
  const { pid, startTime, bootId, watchdogPid } = file.value
  if (typeof pid !== 'number' || typeof watchdogPid !== 'number') return undefined
  if (typeof startTime !== 'string' || typeof bootId !== 'string') return undefined
  return { supervisor: { pid, startTime, bootId }, watchdogPid }
}
