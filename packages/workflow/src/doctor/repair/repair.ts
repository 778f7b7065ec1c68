import type { ProcessRunner } from '@specflow/process-runner'
import type { DoctorRepair } from '../../schema/index.ts'
import { acquireOwnerLock, findHolder, type OwnerLock } from '../../state-directory/owner-lock.ts'
import { StateDirectoryInUse } from '../../state-directory/owner-record.ts'
import { WorkflowError } from '../../errors.ts'
import type { DoctorOptions } from '../port.ts'
import { survey, type Survey } from '../survey/survey.ts'
import { repairModes } from './modes.ts'
import { endOrphans } from './orphans.ts'
import { removeTemporaries } from './temporaries.ts'

export interface RepairOptions extends DoctorOptions {
  sweep: ProcessRunner['sweep']
  /** Of this program; a server that is started meanwhile names it. */
  version: string
}

/**
 * Repairs what is safe to repair, and answers what it did. It owns the state directory while it works, so that no server
 * can start under its hands. Beside a running server it does only what no server could be at: modes, files of dead
 * writers, and processes of executions that can never run again.
 *
 * It deletes no record and no output, and ends a process only by its marker, and never one that an execution owns.
 */
export async function repair(options: RepairOptions): Promise<DoctorRepair[]> {
  const first = survey(options)
  if (first.home.kind !== 'there') return []
  const home = first.home.path
  // Before the lock, which needs a folder that can be written to.
  const modes = repairModes((await orNothing(first.entries))?.wrongModes ?? [])
  const before = orUndefined(() => findHolder(home))
  const lock = await tryToOwn(options, home)
  try {
    const alone = lock !== undefined
    return [
      ...modes,
      ...(alone && before ? [staleLock(before.pid)] : []),
      ...(await repairAs(alone, options, survey(options))),
    ]
  } finally {
    await lock?.release()
  }
}

async function repairAs(alone: boolean, options: RepairOptions, found: Survey): Promise<DoctorRepair[]> {
  const [entries, records, processes] = await Promise.all([
    orNothing(found.entries),
    orNothing(found.records),
    orNothing(found.processes),
  ])
  return [
    ...(entries && records ? removeTemporaries({ entries, records, alone }) : []),
    ...(processes ? await endOrphans(processes, { alone, sweep: options.sweep }) : []),
  ]
}

/** `undefined` where a server has it, or where nobody can tell. */
async function tryToOwn(
  { probes, version }: RepairOptions,
  directory: string,
): Promise<OwnerLock | undefined> {
  try {
    const owner = { url: 'npm run doctor -- --fix', version }
    return await acquireOwnerLock({ directory, owner, identify: probes.identify })
  } catch (error) {
    if (error instanceof StateDirectoryInUse || error instanceof WorkflowError) return undefined
    throw error
  }
}

function staleLock(pid: number): DoctorRepair {
  return { check: 'owner', done: `Took away the lock of a server that is gone (pid ${String(pid)}).` }
}

/** What cannot be looked at is not repaired; the report says why. */
async function orNothing<T>(part: Promise<T>): Promise<T | undefined> {
  return part.catch(() => undefined)
}

function orUndefined<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}
