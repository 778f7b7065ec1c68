import { setTimeout as delay } from 'node:timers/promises'

export interface SessionWatch {
  /** The session that the run was seen to have open, now or earlier. */
  seen(): string | undefined
  /** Looks once more, as before a stop, which takes the traces away. Never rejects, and holds nobody up for long. */
  look(): Promise<void>
  end(): void
}

/**
 * Learns which session a first run has open, while it has: the agent names it with its result, and one that is stopped or lost gives
 * none. Looks ever more seldom and no more once it is known; keeps no process alive.
 */
export function watchSession(find: () => Promise<string | undefined>): SessionWatch {
  let session: string | undefined
  let timer: NodeJS.Timeout | undefined
  let isOver = false

  async function look(): Promise<void> {
    // What cannot be told now may be told at the next look.
    session ??= await find().catch(() => undefined)
  }

  function lookIn(ms: number): void {
    timer = setTimeout(() => {
      void look().then(() => {
        if (!isOver && session === undefined) lookIn(Math.min(2 * ms, LONGEST_PAUSE_MS))
      })
    }, ms).unref()
  }

  lookIn(FIRST_PAUSE_MS)
  return {
    seen: () => session,
    look: async () => {
      if (session !== undefined) return
      const bound = new AbortController()
      const waited = delay(LONGEST_LOOK_MS, undefined, { signal: bound.signal }).catch(() => undefined)
      await Promise.race([look(), waited])
      bound.abort()
    },
    end: () => {
      isOver = true
      clearTimeout(timer)
    },
  }
}

const FIRST_PAUSE_MS = 250
const LONGEST_PAUSE_MS = 15_000
/** A home that does not answer keeps nobody from stopping a run. */
const LONGEST_LOOK_MS = 500
