import { setTimeout as delay } from 'node:timers/promises'
import { processKey } from './process-key.ts'
import type { RunMember } from './run-members.ts'
import { signalProcess } from './send-signal.ts'
import type { StopJournal } from './stop-journal.ts'
import type { Platform } from './types.ts'

/** Where to look for processes to kill, and where to write down which. */
export interface KillTarget {
  platform: Platform
  journal: Pick<StopJournal, 'noteSeen' | 'noteSignal'>
  findMembers(): RunMember[]
}

/**
 * Kills everything that is found, supervisor and watchdog too, until a pass over the process table finds nothing.
 * Answers who is still alive at `deadline` (on the clock of `performance.now()`).
 */
export async function killUntilEmpty(target: KillTarget, deadline: number): Promise<RunMember[]> {
  for (let pauseMs = 1; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
    const members = target.findMembers()
    if (members.length === 0 || performance.now() > deadline) return members
    await killFrozen(target, members, () => target.findMembers())
    await delay(pauseMs)
  }
}

/** Kills what the run started, once. Supervisor and watchdog live on, so that the exit record is still written. */
export async function killWhatRuns(target: KillTarget): Promise<void> {
  const search = () => target.findMembers().filter((member) => !member.isOurs)
  await killFrozen(target, search(), search)
}

/**
 * First everybody is stopped, until a look finds nobody new, and only then killed: a process that forks faster than it is
 * killed would get away.
 */
async function killFrozen(target: KillTarget, found: RunMember[], search: () => RunMember[]): Promise<void> {
  const frozen = new Map<string, RunMember>()
  let fresh = found
  for (let pass = 0; fresh.length > 0 && pass < MAX_FREEZING_PASSES; pass += 1) {
    for (const member of fresh) {
      frozen.set(processKey(member.entry), member)
      if (!member.isOurs) target.journal.noteSeen(member.entry)
      signalProcess(target.platform, member.entry, 'SIGSTOP')
    }
    await delay(0)
    fresh = search().filter((member) => !frozen.has(processKey(member.entry)))
  }
  const killed = [...frozen.values(), ...fresh].filter((member) =>
    signalProcess(target.platform, member.entry, 'SIGKILL'),
  )
  if (killed.some((member) => !member.isOurs)) target.journal.noteSignal('SIGKILL')
}

const MAX_FREEZING_PASSES = 50
const LONGEST_PAUSE_MS = 50
