import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { killUntilEmpty } from './kill-members.ts'
import { readClaimTime, removeClaim } from './records/claim.ts'
import { readRunRecord, type RunRecord } from './records/run-record.ts'
import { openRun, type Host, type Run } from './run.ts'
import { RUN_FILES } from './run-files.ts'
import type { RunHandle } from './types.ts'
import { watchRun } from './watch-run.ts'

/**
 * Takes up a run by its files. `'unclaimed'` means that its command never ran and that no supervisor is left to run it.
 *
 * @throws when `run.json` of a claimed run is damaged, or when a supervisor that has not begun cannot be ended.
 */
export async function attachRun(host: Host, directory: string): Promise<RunHandle | 'unclaimed'> {
  const isClaimed = readClaimTime(directory) !== undefined || hasAnyRecord(directory)
  const record = isClaimed ? readRunRecord(directory) : readWholeRunRecord(directory)
  if (record === undefined) return 'unclaimed'
  const run = openRun(host, directory, record)
  if (hasAnyRecord(directory)) return watchRun(run)
  // What a power cut took from a claimed run cannot be known, so it must not be run again.
  if (record.bootId !== host.platform.bootId()) return isClaimed ? watchRun(run) : 'unclaimed'
  // A supervisor that was started and is slow to claim could do so after its run was called off.
  if (!isClaimed && run.findMembers().length === 0) return 'unclaimed'

  await waitForRecord(directory)
  if (hasAnyRecord(directory)) return watchRun(run)
  await endBeginner(run)
  if (hasAnyRecord(directory)) return watchRun(run)
  await removeClaim(directory)
  return 'unclaimed'
}

/** A start writes it anew, so one that a power cut damaged before anybody claimed the run stands in nobody's way. */
function readWholeRunRecord(directory: string): RunRecord | undefined {
  try {
    return readRunRecord(directory)
  } catch {
    return undefined
  }
}

/** One of them is enough for a handle; a stop counts, because it may have been recorded before any process was there. */
function hasAnyRecord(directory: string): boolean {
  return [RUN_FILES.process, RUN_FILES.exit, RUN_FILES.stop].some((name) => existsSync(join(directory, name)))
}

async function waitForRecord(directory: string): Promise<void> {
  const deadline = performance.now() + BEGINNER_MS
  while (!hasAnyRecord(directory) && performance.now() < deadline) await delay(20)
}

/** The command comes after the record, so nobody loses anything by this. */
async function endBeginner(run: Run): Promise<void> {
  const survivors = await killUntilEmpty(run, performance.now() + BEGINNER_KILL_MS)
  if (survivors.length === 0) return
  const pids = survivors.map(({ entry }) => entry.pid).join(', ')
  throw new Error(
    `A supervisor that never began its run in ${run.directory} cannot be ended (pid ${pids}). End it by hand.`,
  )
}

/** How long a supervisor may take between claiming a run and writing down who it is. */
const BEGINNER_MS = 2_000
const BEGINNER_KILL_MS = 10_000
