import type { ExecutionStatus, WorkflowExecution } from '../schema/index.ts'
import type { QueueEntry } from './port.ts'

const PAGE_SIZE = 200

export interface QueuedRecords {
  /** The places in the queue of every record that is `queued` now. */
  entries: QueueEntry[]
  /** Whether there are more, which cannot be read now. */
  isPartial: boolean
}

export type ReadQueuedRecords = () => Promise<QueuedRecords>

/** What the queue asks of the store of executions. */
export interface ExecutionSource {
  get(id: string): Promise<WorkflowExecution | undefined>
  list(query: {
    status: readonly ExecutionStatus[]
    limit: number
    cursor?: string
  }): Promise<{ executions: { id: string; revision: number }[]; nextCursor: string | null }>
}

export interface QueuedRecordsOptions {
  store: ExecutionSource
  /** Which executions wait for each other. */
  laneOf: (execution: WorkflowExecution) => string
}

/** A record is read once for each of its revisions, and only while it is queued. */
export function createQueuedRecords({ laneOf, store }: QueuedRecordsOptions): ReadQueuedRecords {
  let known = new Map<string, { revision: number; entry: QueueEntry }>()

  const readEntry = async (id: string, revision: number) => {
    const place = known.get(id)
    if (place?.revision === revision) return place.entry
    const execution = await store.get(id)
    if (execution?.status !== 'queued') return undefined
    const { answers, sessionId, startedAt } = execution
    return {
      executionId: id,
      lane: laneOf(execution),
      enteredAt: answers.at(-1)?.answeredAt ?? startedAt,
      ...(sessionId !== undefined && { sessionId }),
    }
  }

  return async () => {
    const queued: typeof known = new Map()
    let isPartial = false
    const skip = () => {
      // It is among the store's problems and must not hold up the others.
      isPartial = true
      return undefined
    }
    let cursor: string | null | undefined
    while (cursor !== null) {
      const page = await store.list({
        status: ['queued'],
        limit: PAGE_SIZE,
        ...(cursor !== undefined && { cursor }),
      })
      for (const { id, revision } of page.executions) {
        const entry = await readEntry(id, revision).catch(skip)
        if (entry) queued.set(id, { revision, entry })
      }
      cursor = page.nextCursor
    }
    known = queued
    return { entries: [...queued.values()].map(({ entry }) => entry), isPartial }
  }
}
