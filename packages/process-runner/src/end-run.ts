import { setTimeout as delay } from 'node:timers/promises'
import { failpoint } from '@specflow/failpoints'
import { killUntilEmpty, killWhatRuns } from './kill-members.ts'
import { hasExitRecord } from './records/exit-record.ts'
import { readProcessRecord } from './records/process-record.ts'
import { readStopRecord } from './records/stop-record.ts'
import type { Run } from './run.ts'
import type { RunMember } from './run-members.ts'
import { isAlive, signalGroup } from './send-signal.ts'

/**
 * Brings a run to its end and proves it: answers who is alive at the last look, nobody when all went well.
 *
 * A run that was stopped gets SIGTERM and its grace before SIGKILL. One that ended by itself, or lost its supervisor, left
 * things behind that nobody waits for: they get SIGKILL at once. Takes at most the grace and 10 s.
 */
export async function endRun(run: Run): Promise<RunMember[]> {
  const deadline = performance.now() + run.record.graceMs + PROOF_MS
  if (readStopRecord(run.directory) !== undefined && !isOver(run)) {
    await terminate(run)
    await killWhatRuns(run)
  }
  await waitUntil(() => isOver(run), SUPERVISOR_LAST_WORDS_MS)
  await waitUntil(() => !isSupervised(run), SUPERVISOR_EXIT_MS)
  await failpoint('before-sweep')
  return killUntilEmpty(run, deadline)
}

/** The exit record is there, or nobody is left who could write it. */
function isOver(run: Run): boolean {
  return hasExitRecord(run.directory) || !isSupervised(run)
}

function isSupervised(run: Run): boolean {
  const record = readProcessRecord(run.directory)
  return record !== undefined && isAlive(run.platform, record.supervisor)
}

/** SIGTERM to the group, then up to the grace for the exit record and for everything that the command started. */
async function terminate(run: Run): Promise<void> {
  const whatRuns = () => run.findMembers().filter((member) => !member.isOurs)
  for (const { entry } of whatRuns()) run.journal.noteSeen(entry)
  const groupId = provenGroup(run)
  if (groupId === undefined) return
  if (signalGroup(groupId, 'SIGTERM')) run.journal.noteSignal('SIGTERM')
  await failpoint('after-term')
  await waitUntil(() => isOver(run) && whatRuns().length === 0, run.record.graceMs)
}

/** The supervisor's group, if the supervisor is alive or a process with the marker is in that group. */
function provenGroup(run: Run): number | undefined {
  const record = readProcessRecord(run.directory)
  if (record?.supervisor.bootId !== run.platform.bootId()) return undefined
  const { pid } = record.supervisor
  if (isAlive(run.platform, record.supervisor)) return pid
  return run.findMembers().some(({ entry }) => entry.groupId === pid) ? pid : undefined
}

async function waitUntil(isTrue: () => boolean, boundMs: number): Promise<void> {
  const deadline = performance.now() + boundMs
  for (let pauseMs = 1; !isTrue() && performance.now() < deadline; pauseMs = Math.min(pauseMs * 2, 50)) {
    await delay(Math.min(pauseMs, Math.max(0, deadline - performance.now())))
  }
}

/** How long everything after the grace may take before it is called unproven. */
const PROOF_MS = 10_000
/** What the supervisor needs for the exit record once the command is dead; it retries after 1 s when that fails. */
const SUPERVISOR_LAST_WORDS_MS = 2_000
/** It has nothing left to do but to exit; killed a moment earlier, its last helper would look like something left behind. */
const SUPERVISOR_EXIT_MS = 250
