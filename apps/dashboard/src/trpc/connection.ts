export interface ConnectionState {
  reachable: boolean
  /** The server does not know this browser, or not any more. */
  signedOut: boolean
  /** By the browser's clock: when the first request failed after the last one that was answered. */
  unreachableSinceMs?: number
  /** By the browser's clock: when the server last told anything. */
  lastAnswerMs: number
}

export interface ServerConnection {
  getState(): ConnectionState
  subscribe(listener: () => void): () => void
  answered(isSignedIn: boolean): void
  failed(): void
}

/** Whether the server can be reached, known from the requests that are made anyway: nothing is sent to find out. */
export function createServerConnection(now: () => number = Date.now): ServerConnection {
  const listeners = new Set<() => void>()
  let state: ConnectionState = { reachable: true, signedOut: false, lastAnswerMs: now() }

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

    answered(isSignedIn) {
      const lastAnswerMs = isSignedIn ? now() : state.lastAnswerMs
      if (state.reachable && state.signedOut === !isSignedIn) state.lastAnswerMs = lastAnswerMs
      else change({ reachable: true, signedOut: !isSignedIn, lastAnswerMs })
    },

    failed() {
      if (state.reachable) change({ ...state, reachable: false, unreachableSinceMs: now() })
    },
  }
}
