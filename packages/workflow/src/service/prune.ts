import { pruneExecutions, retentionLimit } from '../retention.ts'
import type { ServiceContext } from './context.ts'

/** Forgets what ended more than so many days ago. Each holds its lock, so that nobody is looking at it as it goes. */
export function pruneEnded(context: ServiceContext, days: number): Promise<number> {
  const { closing, locks, log, now, store } = context
  return pruneExecutions({
    store: {
      listEnded: (before) => store.listEnded(before),
      remove: (id) => locks.run(id, () => store.remove(id)),
    },
    before: retentionLimit(days, now()),
    signal: closing.signal,
    onRemoved: (id) => {
      log.info({ executionId: id, days }, 'execution pruned')
    },
    onFailed: (id, error) => {
      log.error({ executionId: id, err: error }, 'an execution could not be pruned')
    },
  })
}
