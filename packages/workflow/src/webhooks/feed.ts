import type { ServiceLog } from '../service/port.ts'
import type { ExecutionStore } from '../store/port.ts'

const RETRY_MS = 5_000

export interface FeedOptions {
  store: Pick<ExecutionStore, 'changes' | 'nextChange' | 'listIndexed'>
  /** Given every execution that may have changed, and once in the beginning all of them. What it throws is tried again. */
  onChanged(executionId: string): Promise<void>
  onRemoved(executionId: string): void
  wait(ms: number, signal: AbortSignal): Promise<void>
  log: ServiceLog
  signal: AbortSignal
}

export interface Feed {
  /** Something could not be told further yet. */
  isBehind(): boolean
  /** Resolves when what had changed before was told, or could not be told at once. Never rejects. */
  readonly caughtUp: Promise<void>
  /** Resolves when the signal was aborted. Never rejects. */
  readonly ended: Promise<void>
}

/**
 * Follows the store: what changed before, while nobody looked, and from then on. It waits for nobody's answer in the store's way:
 * a transition is on disk before it comes here.
 */
export function followStore(options: FeedOptions): Feed {
  const { log, onChanged, onRemoved, signal, store, wait } = options
  let isBehind = false

  const tell = async (ids: readonly string[]) => {
    for (const id of ids) {
      if (signal.aborted) return
      try {
        await onChanged(id)
      } catch (error) {
        isBehind = true
        log.error({ executionId: id, err: error }, 'an event could not be put into the outbox, trying again')
      }
    }
  }

  const tellAll = async () => {
    isBehind = false
    const all = await store.listIndexed()
    await tell(all.map(({ summary }) => summary.id).reverse())
  }

  const catchUp = async () => {
    // Before the look at all of them, so that no change falls between the two.
    const { cursor } = await store.changes()
    await tellAll()
    return cursor
  }

  const follow = async (first: string) => {
    let cursor = first
    while (!signal.aborted) {
      const over = new AbortController()
      const end = () => {
        over.abort()
      }
      signal.addEventListener('abort', end)
      const changed = store.nextChange(over.signal)
      const page = await store.changes(cursor)
      if (page.cursor === cursor) {
        if (isBehind) void wait(RETRY_MS, over.signal).then(end, () => undefined)
        await changed
        if (mustTellAll()) await tellAll()
      }
      signal.removeEventListener('abort', end)
      end()
      cursor = page.cursor
      page.removedIds.forEach(onRemoved)
      if (page.isReset) await tellAll()
      else await tell(page.executions.map(({ id }) => id))
    }
  }

  // A function, because what it reads changes while others wait.
  const mustTellAll = () => isBehind && !signal.aborted

  const first = catchUp()
  const ended = first.then(follow).catch((error: unknown) => {
    isBehind = true
    log.error({ err: error }, 'webhooks no longer follow the executions')
  })
  const caughtUp = Promise.race([first.then(() => undefined), ended]).catch(() => undefined)
  return { isBehind: () => isBehind, caughtUp, ended }
}
