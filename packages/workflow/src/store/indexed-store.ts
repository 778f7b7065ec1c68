import { WorkflowError } from '../errors.ts'
import type { HealthProblem, UnreadableRecord, WorkflowExecution } from '../schema/index.ts'
import { toIndexEntry, type ExecutionIndex, type IndexEntry } from './execution-index.ts'
import { createKeyedQueue } from '../keyed-queue.ts'
import { RevisionConflict, type ExecutionStore } from './port.ts'
import { encodeRecord, requireUuid } from './record-codec.ts'

/** Where the records themselves lie. Every id is a UUID, and the calls for one id never overlap, but for reads. */
export interface RecordStorage {
  /** `undefined` when there is none; throws when it is there and cannot be read. */
  read(id: string): Promise<WorkflowExecution | undefined>
  /** `false` when the place is taken. */
  create(id: string, text: string): Promise<boolean>
  replace(id: string, text: string): Promise<void>
  /** Removes what has ended, with everything that belongs to it; `false` when it is not there or has not ended. */
  remove(id: string): Promise<boolean>
  /** Whether there is a record of this id that the index could not be given. */
  isSetAside(id: string): boolean
  problems(): HealthProblem[]
  unreadable(): UnreadableRecord[]
}

/** What every store does alike: compare-and-set, one writer at a time per execution, and lists from the index. */
export function createIndexedStore(storage: RecordStorage, index: ExecutionIndex): ExecutionStore {
  const queue = createKeyedQueue()
  let isClosed = false

  const read = async (id: string) => {
    const isSetAside = !index.get(id) && storage.isSetAside(id)
    if (!index.get(id) && !isSetAside) return undefined
    const execution = await storage.read(id)
    // The files are the truth, also where somebody deleted one by hand or a write got further than its error said.
    if (!execution) index.remove(id)
    else if (isSetAside || isNewer(execution, index.get(id))) index.put(toIndexEntry(execution))
    return execution
  }

  const write = async <T>(key: string, task: () => Promise<T>) => {
    if (isClosed) throw new WorkflowError('STORAGE_UNWRITABLE', 'The store is closed; the server is ending.')
    return queue.run(key, task)
  }

  const create = async (execution: WorkflowExecution) => {
    const { id, requestId, revision } = execution
    const isKnown = requestId !== undefined && index.findByRequestId(requestId) !== undefined
    if (isKnown)
      throw new RevisionConflict(`An execution was already started with the request id ${requestId}.`)
    if (revision !== 0)
      throw new RevisionConflict(`A new execution has the revision 0, not ${String(revision)}.`)
    const encoded = encodeRecord({ ...execution, revision: 1 })
    const created = await storage.create(id, encoded.text)
    if (!created) throw new RevisionConflict(`There already is an execution ${id}.`)
    index.put(toIndexEntry(encoded.execution))
    return encoded.execution
  }

  const update = async (next: WorkflowExecution) => {
    const stored = index.get(next.id)?.summary.revision
    if (stored === undefined)
      throw new WorkflowError('EXECUTION_NOT_FOUND', `There is no execution ${next.id}.`)
    if (stored !== next.revision) {
      throw new RevisionConflict(
        `The execution ${next.id} has the revision ${String(stored)}; the change was made from ${String(next.revision)}.`,
      )
    }
    const encoded = encodeRecord({ ...next, revision: stored + 1 })
    await storage.replace(next.id, encoded.text)
    index.put(toIndexEntry(encoded.execution))
    return encoded.execution
  }

  return {
    async get(id) {
      requireUuid(id)
      return read(id)
    },

    async findByRequestId(requestId) {
      const id = index.findByRequestId(requestId)
      return id === undefined ? undefined : read(id)
    },

    async create(execution) {
      const { id, requestId } = execution
      requireUuid(id)
      const byId = () => write(id, () => create(execution))
      return requestId === undefined ? byId() : write(`request:${requestId}`, byId)
    },

    async update(next) {
      requireUuid(next.id)
      return write(next.id, () => update(next))
    },

    async list(query) {
      const unreadable = query.cursor === undefined ? storage.unreadable() : []
      return Promise.resolve({ ...index.page(query), unreadable })
    },

    async changes(since) {
      return Promise.resolve(index.changes(since))
    },

    nextChange: (signal, id) => index.nextChange(signal, id),

    async listIndexed() {
      return Promise.resolve(index.all())
    },

    async listUnfinished() {
      const results = await Promise.allSettled(index.unfinished().map(read))
      // One that cannot be read is among the problems; the others must not wait for it.
      return results.flatMap((result) =>
        result.status === 'fulfilled' && result.value ? [result.value] : [],
      )
    },

    listEnded(before) {
      return Promise.resolve(index.endedBefore(before))
    },

    async remove(id) {
      requireUuid(id)
      return write(id, async () => {
        const hasEnded = index.get(id)?.endedAt !== undefined
        const isRemoved = hasEnded && (await storage.remove(id))
        if (isRemoved) index.remove(id)
        return isRemoved
      })
    },

    problems: () => storage.problems(),

    async close() {
      isClosed = true
      await queue.idle()
    },
  }
}

/** A read may have begun before a write that is in the index by now, so an older record says nothing. */
function isNewer({ revision }: WorkflowExecution, known: IndexEntry | undefined): boolean {
  return known !== undefined && revision > known.summary.revision
}
