import { failpoint } from '@specflow/failpoints'
import { createDeferred } from './deferred.ts'
import { endRun } from './end-run.ts'
import { observeDirectory, POLL_MS } from './observe-directory.ts'
import { hasCommandBegun, makeClaimDurable } from './records/claim.ts'
import { hasExitRecord } from './records/exit-record.ts'
import { readProcessRecord, type ProcessRecord } from './records/process-record.ts'
import { claimStop, readStopRecord } from './records/stop-record.ts'
import type { Run } from './run.ts'
import type { RunMember } from './run-members.ts'
import { decideResult, writeReceipt } from './run-result.ts'
import { isAlive } from './send-signal.ts'
import type { LaunchEnd } from './spawn.ts'
import { readStopProgress } from './stop-progress.ts'
import { SUPERVISOR_EXIT } from './supervisor-script.ts'
import type { ProcessIdentity, RunHandle, RunResult, StopReason, StopReceipt } from './types.ts'

/**
 * Follows a run to its end by its files. `launch` is there when this server started the supervisor, and tells of a start
 * that failed; without it, the records must show that a supervisor took the run or a stop was asked for.
 */
export function watchRun(run: Run, launch?: Promise<LaunchEnd>): RunHandle {
  const claimed = createDeferred<ProcessIdentity | undefined>()
  const result = createDeferred<RunResult>()
  let record: ProcessRecord | undefined
  let launchEnd: LaunchEnd | undefined
  let launchEndedAt = 0
  let ending: Promise<RunMember[]> | undefined
  let nextEndingAt = 0
  let settled: RunResult | undefined
  let isAnnounced = false
  let isDetached = false
  let alarm: NodeJS.Timeout | undefined

  function look(): void {
    if (isDetached || ending !== undefined) return
    try {
      noticeClaim()
      announceClaim()
      if (mustEnd()) {
        if (performance.now() >= nextEndingAt) end().catch(waitForNextLook)
      } else {
        watchDeadline()
      }
    } catch {
      waitForNextLook()
    }
  }

  function noticeClaim(): void {
    if (record !== undefined) return
    record = readProcessRecord(run.directory)
    if (record === undefined) return
    if (isAlive(run.platform, record.supervisor)) run.rememberLeader(record.supervisor)
  }

  /** Once the command has its files: a flush before that would hold it up, since the disk makes files and flushes in turn. */
  function announceClaim(): void {
    if (isAnnounced || record === undefined) return
    const { supervisor } = record
    if (!hasCommandBegun(run.directory) && isAlive(run.platform, supervisor)) return
    isAnnounced = true
    const announce = () => {
      claimed.resolve(supervisor)
    }
    // A disk that cannot confirm it changes nothing about the run.
    makeClaimDurable(run.directory).then(announce, announce)
  }

  /** It has ended, or somebody wants it to. A stop before the claim waits for the claim, so that the end can be gentle. */
  function mustEnd(): boolean {
    if (hasExitRecord(run.directory)) return true
    if (record === undefined) return isStartOver()
    return !isAlive(run.platform, record.supervisor) || readStopRecord(run.directory) !== undefined
  }

  /** No record of a supervisor will come any more. */
  function isStartOver(): boolean {
    if (launch === undefined) return true
    if (launchEnd === undefined) return false
    const isAnothers = launchEnd.kind === 'exited' && launchEnd.exitCode === SUPERVISOR_EXIT.claimedByAnother
    return !isAnothers || performance.now() > launchEndedAt + CLAIM_MS
  }

  function watchDeadline(): void {
    const ageMs = record === undefined ? undefined : run.platform.ageMs(record.supervisor)
    if (ageMs === undefined) return
    const leftMs = run.record.timeoutMs - ageMs
    if (leftMs <= 0) stop('timed_out').catch(waitForNextLook)
    else if (leftMs <= POLL_MS) setAlarm(leftMs)
  }

  function setAlarm(ms: number): void {
    clearTimeout(alarm)
    alarm = setTimeout(look, ms).unref()
  }

  /** One attempt at a time; whoever comes second waits for the same. */
  function end(): Promise<RunMember[]> {
    ending ??= attemptEnd().finally(() => {
      ending = undefined
    })
    return ending
  }

  async function attemptEnd(): Promise<RunMember[]> {
    nextEndingAt = performance.now() + REPEAT_MS
    await failpoint('exit-seen')
    const survivors = await endRun(run)
    if (survivors.length === 0) {
      noticeClaim()
      settle(decideResult(run, launchEnd))
    }
    nextEndingAt = performance.now() + REPEAT_MS
    return survivors
  }

  function settle(value: RunResult): void {
    settled = value
    detach()
    claimed.resolve(record?.supervisor)
    result.resolve(value)
  }

  async function stop(reason: StopReason, detail?: string): Promise<StopReceipt | 'already_ended'> {
    const before = settledReceipt()
    if (before !== undefined) return before
    const recorded = await claimStop(run.directory, reason, detail)
    if (recorded === 'already_ended') return recorded
    await failpoint('cancel-persisted')
    await claimOrBound(claimed.promise)
    const meanwhile = settledReceipt()
    if (meanwhile !== undefined) return meanwhile
    const survivors = await end()
    return settledReceipt() ?? writeReceipt(run, recorded, survivors)
  }

  function settledReceipt(): StopReceipt | 'already_ended' | undefined {
    if (settled === undefined) return undefined
    return 'receipt' in settled ? settled.receipt : 'already_ended'
  }

  function detach(): void {
    isDetached = true
    stopObserving()
    stopRemembering()
    clearTimeout(alarm)
  }

  const stopObserving = observeDirectory(run.directory, look)
  const stopRemembering = run.tableWatch.add(run.record.marker.name, run.rememberMembers)
  void launch?.then((value) => {
    launchEnd = value
    launchEndedAt = performance.now()
    look()
  })
  look()
  return {
    directory: run.directory,
    claimed: claimed.promise,
    result: result.promise,
    stop,
    stopProgress: () => readStopProgress(run),
    detach,
  }
}

async function claimOrBound(claimed: Promise<unknown>): Promise<void> {
  const bound = createDeferred<undefined>()
  const timer = setTimeout(() => {
    bound.resolve(undefined)
  }, CLAIM_MS)
  await Promise.race([claimed, bound.promise])
  clearTimeout(timer)
}

/** What could not be read or signalled just now (no file descriptor left) is tried again with the next look. */
const waitForNextLook = (): undefined => undefined

/** How long a supervisor may take to write down who it is. */
const CLAIM_MS = 2_000
/** An end that could not be proven is tried again after this time. */
const REPEAT_MS = 10_000
