import { RUN_MARKER_NAME, runOfMarker } from '../../runner/run-marker.ts'
import type { DoctorProbes } from '../port.ts'
import { shortCommand } from '../words.ts'
import { isDoubtful, type RecordFacts } from './records.ts'

/** A process of this state directory, known by its marker. */
export interface MarkedProcess {
  pid: number
  startTime: string
  command: string
  marker: string
  executionId: string
  attempt: number
}

/**
 * Whose a marked process is.
 *
 * - `owned`: an execution that has not ended owns it.
 * - `ended`: its execution has ended and can never run again.
 * - `unrecorded`: its execution has no record any more; a server that began it may still watch it.
 * - `earlier`: its execution goes on, in a later run.
 * - `doubtful`: the record that would tell cannot be read.
 */
export type Belonging = 'owned' | 'ended' | 'unrecorded' | 'earlier' | 'doubtful'

export interface ProcessFacts {
  /** `undefined` where the state directory has no id yet: it has never run anything. */
  homeId: string | undefined
  processes: (MarkedProcess & { belonging: Belonging })[]
}

/** Everything alive that carries the marker of this state directory. */
export function listMarked(
  { listProcesses }: Pick<DoctorProbes, 'listProcesses'>,
  homeId: string,
): MarkedProcess[] {
  return listProcesses(RUN_MARKER_NAME).flatMap((entry) => {
    const { marker, pid, startTime } = entry
    const run = runOfMarker(homeId, marker)
    if (marker === undefined || !run || entry.isZombie || pid === process.pid) return []
    return [{ pid, startTime, command: shortCommand(entry.command), marker, ...run }]
  })
}

/**
 * Only what was there before the records were read, and still is after that, can be judged by them: a run that began
 * meanwhile has a record that was not seen, and one that ended meanwhile is gone.
 */
export function judgeProcesses(
  before: readonly MarkedProcess[],
  after: readonly MarkedProcess[],
  records: RecordFacts,
): ProcessFacts['processes'] {
  const stillThere = new Set(after.map(keyOf))
  return before
    .filter((process) => stillThere.has(keyOf(process)))
    .map((process) => ({ ...process, belonging: belongingOf(process, records) }))
}

function belongingOf({ attempt, executionId }: MarkedProcess, records: RecordFacts): Belonging {
  if (isDoubtful(records, executionId)) return 'doubtful'
  const record = records.known.get(executionId)
  if (!record) return 'unrecorded'
  if (record.hasEnded) return 'ended'
  // A claim whose record was not written yet belongs to the run that comes next.
  const current = record.status === 'running' ? record.attempts : record.attempts + 1
  return attempt >= current ? 'owned' : 'earlier'
}

function keyOf({ marker, pid, startTime }: MarkedProcess): string {
  return `${String(pid)} ${startTime} ${marker}`
}
