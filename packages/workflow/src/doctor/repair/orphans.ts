import type { ProcessRunner } from '@specflow/process-runner'
import { RUN_MARKER_NAME } from '../../runner/run-marker.ts'
import type { DoctorRepair } from '../../schema/index.ts'
import type { Belonging, ProcessFacts } from '../survey/processes.ts'
import { list } from '../words.ts'

export interface OrphansOptions {
  /** No server can be starting a run. */
  alone: boolean
  sweep: ProcessRunner['sweep']
}

/** What may be ended whoever is running, and what only while no server can watch it or start a run beside it. */
const ALWAYS: readonly Belonging[] = ['ended']
const ALONE: readonly Belonging[] = ['ended', 'unrecorded', 'earlier']

/**
 * Ends what no execution owns, execution by execution. The prefix of a sweep reaches every run of an execution, so those
 * that are to live are named.
 */
export async function endOrphans(
  { homeId, processes }: ProcessFacts,
  { alone, sweep }: OrphansOptions,
): Promise<DoctorRepair[]> {
  if (homeId === undefined) return []
  const wanted = processes.filter(({ belonging }) => (alone ? ALONE : ALWAYS).includes(belonging))
  const repairs: DoctorRepair[] = []
  for (const executionId of new Set(wanted.map((process) => process.executionId))) {
    const spared = processes.filter((process) => !wanted.includes(process)).map(({ marker }) => marker)
    const ended = await sweep({
      markerName: RUN_MARKER_NAME,
      markerPrefix: `${homeId}:${executionId}:`,
      except: [...new Set(spared)],
    })
    const said = ended.map(({ pid }) => String(pid))
    if (said.length > 0) {
      repairs.push({ check: 'processes', done: `Ended ${list(said)} of the execution ${executionId}.` })
    }
  }
  return repairs
}
