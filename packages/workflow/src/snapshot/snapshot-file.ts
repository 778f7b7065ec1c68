import { renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { readRegularFile } from '../files/regular-file.ts'

const snapshotSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('none'), reason: z.string() }),
  z.object({
    state: z.literal('ready'),
    takenAt: z.string(),
    /** Of the repository, as they were then. */
    root: z.string(),
    objects: z.string(),
  }),
])

/** In the folder of an execution: everything of its snapshots. */
export const SNAPSHOT_DIRECTORY = 'git'

export type SnapshotRecord = z.infer<typeof snapshotSchema>

export type Moment = 'first' | 'last'

/** What became of a snapshot; `undefined` when none was tried, or when nobody can tell. */
export function readSnapshotRecord(directory: string, moment: Moment): SnapshotRecord | undefined {
  try {
    const text = readRegularFile(recordPath(directory, moment))
    return text === undefined ? undefined : snapshotSchema.parse(JSON.parse(text))
  } catch {
    return undefined
  }
}

/** Whole or not at all. It need not outlive a power cut: then there is no snapshot, and that is said. */
export function writeSnapshotRecord(directory: string, moment: Moment, record: SnapshotRecord): void {
  const path = recordPath(directory, moment)
  writeFileSync(`${path}.tmp`, `${JSON.stringify(record)}\n`, { mode: 0o600 })
  renameSync(`${path}.tmp`, path)
}

export function indexPath(directory: string, moment: Moment): string {
  return join(directory, `${moment}.index`)
}

function recordPath(directory: string, moment: Moment): string {
  return join(directory, `${moment}.json`)
}
