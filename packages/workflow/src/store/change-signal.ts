/** Wakes whoever waits for a change. */
export interface ChangeSignal {
  raise(id: string): void
  /** Resolves at the next change, with an id at the next of that execution, and also when `signal` aborts. Never rejects. */
  next(signal: AbortSignal, id?: string): Promise<void>
}

interface Waiter {
  id: string | undefined
  wake: () => void
}

export function createChangeSignal(): ChangeSignal {
  const waiters = new Set<Waiter>()

  return {
    raise(id) {
      for (const waiter of waiters) if (waiter.id === undefined || waiter.id === id) waiter.wake()
    },

    next(signal, id) {
      if (signal.aborted) return Promise.resolve()
      return new Promise((resolve) => {
        const waiter = {
          id,
          wake: () => {
            waiters.delete(waiter)
            signal.removeEventListener('abort', waiter.wake)
            resolve()
          },
        }
        waiters.add(waiter)
        signal.addEventListener('abort', waiter.wake, { once: true })
      })
    },
  }
}
