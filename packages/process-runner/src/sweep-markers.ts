import { killUntilEmpty } from './kill-members.ts'
import type { RunMember } from './run-members.ts'
import { describeProcess } from './stop-journal.ts'
import type { Platform, ProcessEntry, SeenProcess } from './types.ts'

/** Kills what carries a marker that begins with the prefix and is not listed as an exception; answers what is gone. */
export async function sweepMarkers(
  platform: Platform,
  options: { markerName: string; markerPrefix: string; except: readonly string[] },
): Promise<SeenProcess[]> {
  const { markerName, markerPrefix, except } = options
  if (markerPrefix === '')
    throw new TypeError('A sweep needs a prefix: without one it would reach runs of other servers')

  function isSwept(entry: ProcessEntry): boolean {
    if (entry.isZombie || entry.pid === process.pid) return false
    return entry.marker?.startsWith(markerPrefix) === true && !except.includes(entry.marker)
  }

  function findMembers(): RunMember[] {
    return platform
      .listProcesses(markerName)
      .filter(isSwept)
      .map((entry) => ({ entry, isOurs: false }))
  }

  const seen = new Map<number, SeenProcess>()
  const journal = {
    noteSignal: () => undefined,
    noteSeen: (entry: ProcessEntry) => {
      // At the next look it may be dying, and has no command any more.
      if (!seen.has(entry.pid)) seen.set(entry.pid, describeProcess(entry))
    },
  }
  const survivors = await killUntilEmpty({ platform, journal, findMembers }, performance.now() + SWEEP_MS)
  for (const { entry } of survivors) seen.delete(entry.pid)
  return [...seen.values()]
}

const SWEEP_MS = 10_000
