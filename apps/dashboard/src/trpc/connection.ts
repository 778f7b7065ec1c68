export interface ConnectionState {
  reachable: boolean
  /** By the browser's clock: when the first request failed after the last one that was answered. */
  unreachableSinceMs?: number
  /** By the browser's clock: when the server answered last. */
  lastAnswerMs: number
}

export interface ServerConnection {
  getState(): ConnectionState
  subscribe(listener: () => void): () => void
  answered(): void
  failed(): void
}

/** Whether the server can be reached, known from the requests that are made anyway: nothing is sent to find out. */
export function createServerConnection(now: () => number = Date.now): ServerConnection {
  const listeners = new Set<() => void>()
  let state: ConnectionState = { reachable: true, lastAnswerMs: now() }

  function change(next: ConnectionState) {
    state = next
    for (const listener of listeners) listener()
  }

  return {
    getState: () => state,

    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },

    answered() {
      if (state.reachable) state.lastAnswerMs = now()
      else change({ reachable: true, lastAnswerMs: now() })
    },

    failed() {
      if (state.reachable) change({ ...state, reachable: false, unreachableSinceMs: now() })
    },
  }
}
