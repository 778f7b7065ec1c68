import { stat } from 'node:fs/promises'
import { readOutput } from './read-output.ts'

export interface LingeringOptions {
  /** Of the run's output. */
  path: string
  /** How long a run may go on after its result. */
  lingerMs: number
  /** Stops the run. What it rejects with, such as a full disk, is tried again with the next look. */
  stop: () => Promise<unknown>
}

/** An output as it stood since a moment of `performance.now()`. */
interface Standing {
  state: string
  since: number
  /** Absent until it has stood for long enough to be read. */
  hasResult?: boolean
}

/**
 * Stops a run that has given its whole result and does not end, as with background work that nobody waits for. Answers
 * how to stop watching; keeps no process alive.
 *
 * A look costs one `stat`: the output is read once it has stood still for the whole time, and again only when it has
 * changed. The time counts from the first look at what stands there, since a file's time and the clock may jump; a
 * server that takes the run up again counts anew.
 */
export function watchLingering({ path, lingerMs, stop }: LingeringOptions): () => void {
  let standing: Standing | undefined
  let isLooking = false
  const timer = setInterval(() => {
    if (isLooking) return
    isLooking = true
    look()
      .catch(waitForNextLook)
      .finally(() => {
        isLooking = false
      })
  }, pollInterval(lingerMs)).unref()
  const stopWatching = () => {
    clearInterval(timer)
  }

  async function look(): Promise<void> {
    const state = await stateOf(path)
    if (state !== standing?.state) standing = { state, since: performance.now() }
    if (performance.now() - standing.since < lingerMs) return
    standing.hasResult ??= (await readOutput(path)).kind === 'result'
    if (!standing.hasResult || (await stateOf(path)) !== state) return
    await stop()
    stopWatching()
  }

  return stopWatching
}

async function stateOf(path: string): Promise<string> {
  const { size, mtimeMs } = await stat(path)
  return `${String(size)} ${String(mtimeMs)}`
}

function pollInterval(lingerMs: number): number {
  return Math.min(LONGEST_POLL_MS, Math.max(1, lingerMs / 4))
}

/** No output yet, or a disk that does not answer or take a stop just now. */
const waitForNextLook = (): undefined => undefined

const LONGEST_POLL_MS = 1_000
