import { dirname } from 'node:path'
import { sessionFileCandidates, sessionFilesIn } from '../transcript/find-session-file.ts'
import { READ_LIMITS } from '../transcript/read-limits.ts'
import { readLines } from '../transcript/read-lines.ts'
import { openTranscriptFile, type TranscriptFile } from '../transcript/transcript-file.ts'
import { readMessageCost, type MessageCost } from './message-cost.ts'
import type { CostMeter, CostMeters, MeteredRun } from './port.ts'

export interface FileCostMetersOptions {
  /** Where the agent keeps its sessions: `CLAUDE_CONFIG_DIR` or `~/.claude`. */
  configDirectory: string
}

/** Reads the usage that `claude` writes beside each message into its session file and those of the session's sub-agents. */
export function createFileCostMeters({ configDirectory }: FileCostMetersOptions): CostMeters {
  return {
    open: (run) => openMeter(configDirectory, run),
  }
}

function openMeter(configDirectory: string, run: MeteredRun): CostMeter {
  const places = new Map<string, number>()
  const sum = createSum(run.since)
  /** Where the session turned out to be: the agent has a folder for every directory in which it ever ran. */
  let folder: string | undefined

  async function findFolder(): Promise<string | undefined> {
    for (const path of await sessionFileCandidates(configDirectory, run)) {
      if (await readFile(path)) return dirname(path)
    }
    return undefined
  }

  /** `false` when there is no such file. */
  async function readFile(path: string): Promise<boolean> {
    const file = await openTranscriptFile(path)
    if (!file) return false
    try {
      const place = places.get(path) ?? 0
      // A file that has shrunk is another one: the names of its messages tell what was counted.
      places.set(path, await readOn(file, place <= file.size ? place : 0, sum.add))
      return true
    } finally {
      await file.close()
    }
  }

  return {
    read: async () => {
      folder ??= await findFolder()
      if (folder !== undefined)
        for (const path of await sessionFilesIn(folder, run.sessionId)) await readFile(path)
      return sum.total()
    },
  }
}

/** Takes every whole line from a place on; answers where to go on the next time. */
async function readOn(
  file: TranscriptFile,
  from: number,
  add: (message: MessageCost) => void,
): Promise<number> {
  for (let place = from; ;) {
    const { end, lines } = await readLines(file, { from: place }, READ_LIMITS)
    for (const { bytes } of lines) {
      const message = bytes === 'too_large' ? undefined : readMessageCost(bytes)
      if (message) add(message)
    }
    if (end === place) return place
    place = end
  }
}

/** A message that is written down several times costs once: what its newest line says. */
function createSum(since: string) {
  const named = new Map<string, number>()
  let total = 0
  return {
    add: ({ at, costUsd, id }: MessageCost) => {
      if (at !== undefined && at < since) return
      if (id !== undefined) {
        total -= named.get(id) ?? 0
        named.set(id, costUsd)
      }
      total += costUsd
    },
    total: () => Math.max(0, Math.round(total * 1e6) / 1e6),
  }
}
