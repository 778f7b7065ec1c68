import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readClaimTime } from './records/claim.ts'
import { readExitRecord } from './records/exit-record.ts'
import { readProcessRecord } from './records/process-record.ts'
import { readStopRecord, type StopRecord } from './records/stop-record.ts'
import type { Run } from './run.ts'
import { RUN_FILES } from './run-files.ts'
import type { RunMember } from './run-members.ts'
import type { LaunchEnd } from './spawn.ts'
import { describeProcess } from './stop-journal.ts'
import { SUPERVISOR_EXIT } from './supervisor-script.ts'
import type { RunResult, StopReceipt } from './types.ts'

/**
 * What became of a run of which nothing is alive any more, from its files; so nobody is left who could still change them.
 * A stop reason on disk comes first, then the exit record.
 */
export function decideResult(run: Run, launchEnd: LaunchEnd | undefined): RunResult {
  const startedAt = readClaimTime(run.directory)
  const start = startedAt === undefined ? {} : { startedAt }
  const exit = readExitRecord(run.directory)
  const stop = readStopRecord(run.directory)
  const endedAt = new Date().toISOString()

  if (stop !== undefined) {
    const receipt = { ...writeReceipt(run, stop, []), endedAt }
    return { kind: stop.reason, ...start, endedAt, receipt, ...(exit === undefined ? {} : { exit }) }
  }
  if (exit !== undefined && startedAt !== undefined) return { ...exit, startedAt, swept: run.journal.seen() }
  if (launchEnd?.kind === 'failed') {
    return { kind: 'spawn_failed', code: launchEnd.code, message: launchEnd.message, endedAt }
  }
  if (couldNotBegin(run, launchEnd)) {
    return {
      kind: 'spawn_failed',
      code: 'SUPERVISOR_FAILED',
      message: readSupervisorLog(run.directory),
      endedAt,
    }
  }
  return { kind: 'lost', ...start, endedAt, swept: run.journal.seen() }
}

/** The supervisor gave up by itself before the command ran. */
function couldNotBegin(run: Run, launchEnd: LaunchEnd | undefined): boolean {
  if (launchEnd?.kind !== 'exited' || launchEnd.exitCode === undefined) return false
  if (launchEnd.exitCode === SUPERVISOR_EXIT.claimedByAnother) return false
  return (
    launchEnd.exitCode === SUPERVISOR_EXIT.couldNotStart || readProcessRecord(run.directory) === undefined
  )
}

/** What a stop has done up to now. */
export function writeReceipt(run: Run, stop: StopRecord, survivors: RunMember[]): StopReceipt {
  return {
    reason: stop.reason,
    ...(stop.detail !== undefined && { detail: stop.detail }),
    requestedAt: stop.requestedAt,
    signals: run.journal.signals(),
    seen: run.journal.seen(),
    survivors: survivors.map(({ entry }) => describeProcess(entry)),
  }
}

function readSupervisorLog(directory: string): string {
  const about = `The supervisor could not write into ${directory}`
  try {
    const text = readFileSync(join(directory, RUN_FILES.supervisorLog), 'utf8').trim()
    return text === '' ? about : `${about}: ${text}`
  } catch {
    return about
  }
}
