const TICK_MS = 1_000
/** The `Date` header has whole seconds, and an answer takes time: a smaller difference says nothing. */
const TOLERANCE_MS = 2_000

export interface ServerClock {
  /** The server's time in ms since the epoch, as well as its answers let us know. */
  now(): number
  /** Told of the `Date` header of every answer. */
  observe(dateHeader: string | null): void
  /** Calls back every second while anybody listens; answers how to stop. */
  subscribe(listener: () => void): () => void
}

/**
 * Ages and durations are differences to times that the server wrote, and the browser may run on another machine
 * with another clock. One timer serves every listener.
 */
export function createServerClock(clientNow: () => number = Date.now): ServerClock {
  const listeners = new Set<() => void>()
  let offsetMs = 0
  let timer: ReturnType<typeof setInterval> | undefined

  function tick() {
    for (const listener of listeners) listener()
  }

  return {
    now: () => clientNow() + offsetMs,

    observe(dateHeader) {
      const serverMs = Date.parse(dateHeader ?? '')
      if (Number.isNaN(serverMs)) return
      const difference = serverMs - clientNow()
      offsetMs = Math.abs(difference) > TOLERANCE_MS ? difference : 0
    },

    subscribe(listener) {
      listeners.add(listener)
      timer ??= setInterval(tick, TICK_MS)
      return () => {
        listeners.delete(listener)
        if (listeners.size > 0) return
        clearInterval(timer)
        timer = undefined
      }
    },
  }
}
