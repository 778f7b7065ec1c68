import { join } from 'node:path'
import { readHomeId } from '../../state-directory/home-id.ts'
import type { DoctorOptions } from '../port.ts'
import { readEntries, type EntryFacts } from './entries.ts'
import { findHome, type Home } from './home.ts'
import { readOwnership, type Ownership } from './owner.ts'
import { judgeProcesses, listMarked, type ProcessFacts } from './processes.ts'
import { readRecords, type RecordFacts } from './records.ts'

/** What was found in a state directory. A part that could not be looked at rejects with the reason, and the others do not. */
export interface Survey {
  home: Home
  workflowsPath: string
  ownership: Promise<Ownership>
  entries: Promise<EntryFacts>
  records: Promise<RecordFacts>
  processes: Promise<ProcessFacts>
}

/** Looks at everything once, so that the checks judge one and the same moment. Changes nothing. */
export function survey({ home: given, probes }: DoctorOptions): Survey {
  const home = findHome(given, probes.uid)
  const workflowsPath = join(home.path, 'workflows')
  const marked = part(() => {
    const homeId = readHomeId(home.path)
    return { homeId, before: homeId === undefined ? [] : listMarked(probes, homeId) }
  })
  // After the first look at the processes, and before the second.
  const records = part(async () => {
    await marked.catch(() => undefined)
    return readRecords(workflowsPath)
  })
  const processes = part(async () => {
    const { before, homeId } = await marked
    const known = await records
    const after = before.length === 0 || homeId === undefined ? [] : listMarked(probes, homeId)
    return { homeId, processes: judgeProcesses(before, after, known) }
  })
  return {
    home,
    workflowsPath,
    ownership: part(() => readOwnership(home.path, probes.identify)),
    entries: part(() => readEntries(home.path, probes.uid)),
    records,
    processes,
  }
}

/** Its rejection waits for whoever asks for it. */
function part<T>(look: () => T | Promise<T>): Promise<T> {
  const looking = Promise.resolve().then(look)
  looking.catch(() => undefined)
  return looking
}
