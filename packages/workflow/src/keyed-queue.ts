/** Runs the tasks of one key one after the other, and those of different keys side by side. */
export interface KeyedQueue {
  run<T>(key: string, task: () => Promise<T>): Promise<T>
  /** Resolves when everything that was given until now is done. Never rejects. */
  idle(): Promise<void>
}

export function createKeyedQueue(): KeyedQueue {
  const tails = new Map<string, Promise<unknown>>()

  return {
    async run(key, task) {
      const turn = (tails.get(key) ?? Promise.resolve()).then(task)
      const tail = turn.catch(() => undefined)
      tails.set(key, tail)
      try {
        return await turn
      } finally {
        if (tails.get(key) === tail) tails.delete(key)
      }
    },

    async idle() {
      await Promise.all(tails.values())
    },
  }
}
