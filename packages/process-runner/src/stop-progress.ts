import { readStopRecord } from './records/stop-record.ts'
import type { Run } from './run.ts'
import type { StopProgress } from './types.ts'

/** How far the stop of a run has come, by what its reason and its journal say; `undefined` when nobody asked for one. */
export function readStopProgress({
  countAlive,
  directory,
  journal,
  record,
}: Pick<Run, 'countAlive' | 'directory' | 'journal' | 'record'>): StopProgress | undefined {
  const stop = readStopRecord(directory)
  if (stop === undefined) return undefined
  const alive = countAlive()
  return {
    ...stop,
    graceMs: record.graceMs,
    signals: journal.signals(),
    ...(alive !== undefined && { alive }),
  }
}
