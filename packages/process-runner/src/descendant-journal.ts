import { join } from 'node:path'
import { replaceFile } from './atomic-file.ts'
import { processKey } from './process-key.ts'
import { readJsonFile } from './records/read-json-file.ts'
import { RUN_FILES } from './run-files.ts'
import type { ProcessEntry } from './types.ts'

/**
 * Who was ever seen in a run and is still alive, by pid and start time. A process that leaves its session, clears its
 * environment and loses its parent shows nothing of the run any more, and is known by this alone.
 *
 * Who has no marker is on disk too, because only this could be lost with the server.
 */
export interface DescendantJournal {
  /** Whether this very process was seen in the run. */
  knows(entry: ProcessEntry): boolean
  /** Takes what a look at the whole table found in the place of everything before. */
  remember(members: readonly ProcessEntry[]): void
}

export function openDescendantJournal(options: {
  directory: string
  bootId: string
  markerValue: string
}): DescendantJournal {
  const { directory, bootId, markerValue } = options
  const path = join(directory, RUN_FILES.descendants)
  let known: ReadonlySet<string> | undefined
  let written = ''

  function write(unmarked: readonly ProcessEntry[]): void {
    const processes = unmarked.map(({ pid, startTime }) => ({ pid, startTime }))
    const text = processes.length === 0 ? '' : `${JSON.stringify({ bootId, processes })}\n`
    if (text === written) return
    try {
      replaceFile(path, text === '' ? '{}\n' : text)
      written = text
    } catch {
      // A full disk. This server still knows, and tries again with the next look.
    }
  }

  return {
    knows: (entry) => {
      known ??= readKnown(path, bootId)
      return known.has(processKey(entry))
    },
    remember: (members) => {
      const alive = members.filter((entry) => !entry.isZombie)
      known = new Set(alive.map(processKey))
      write(alive.filter(({ marker }) => marker !== markerValue))
    },
  }
}

/** Of another boot, or damaged as after a power cut, it says nothing about anybody who is alive. */
function readKnown(path: string, bootId: string): Set<string> {
  const file = readJsonFile(path)
  if (file === undefined || file === 'damaged' || file.value.bootId !== bootId) return new Set()
  const { processes } = file.value
  return new Set(Array.isArray(processes) ? processes.filter(isIdentity).map(processKey) : [])
}

function isIdentity(value: unknown): value is { pid: number; startTime: string } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'pid' in value &&
    typeof value.pid === 'number' &&
    'startTime' in value &&
    typeof value.startTime === 'string'
  )
}
