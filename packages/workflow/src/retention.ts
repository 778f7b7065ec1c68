import type { ExecutionStore } from './store/port.ts'

const DAY_MS = 24 * 60 * 60 * 1_000

/** What ended before this instant is older than so many days. */
export function retentionLimit(days: number, now: Date): string {
  return new Date(now.getTime() - days * DAY_MS).toISOString()
}

export interface PruneOptions {
  store: Pick<ExecutionStore, 'listEnded' | 'remove'>
  /** ISO 8601; from `retentionLimit`. */
  before: string
  /** Told of each execution that is gone. */
  onRemoved: (id: string) => void
  /** One that cannot be removed keeps no other. */
  onFailed: (id: string, error: unknown) => void
  /** Stops after the one at hand. */
  signal?: AbortSignal
}

/** Forgets what ended before an instant, oldest first; answers how many. What has not ended is never looked at. */
export async function pruneExecutions(options: PruneOptions): Promise<number> {
  const { before, onFailed, onRemoved, signal, store } = options
  let count = 0
  for (const id of await store.listEnded(before)) {
    if (signal?.aborted === true) break
    try {
      if (!(await store.remove(id))) continue
      onRemoved(id)
      count += 1
    } catch (error) {
      onFailed(id, error)
    }
  }
  return count
}
