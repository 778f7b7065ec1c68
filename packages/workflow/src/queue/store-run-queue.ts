import { createKeyedQueue } from '../keyed-queue.ts'
import type { FindSessionHolders, QueueEntry, QueueLimits, RunQueue } from './port.ts'
import { createQueuedRecords, type QueuedRecordsOptions } from './queued-records.ts'
import { createSlots } from './slots.ts'
import { nextEntry, whyWaiting } from './turns.ts'

export interface StoreRunQueueOptions extends Omit<QueuedRecordsOptions, 'laneOf'> {
  limits: QueueLimits
  /** Which executions wait for each other; the default is one lane for each project path. */
  laneOf?: QueuedRecordsOptions['laneOf']
}

/**
 * A queue that keeps no entries of its own: they are the records that are `queued`, in order of their newest answer
 * or else their start. So nothing of it can be lost in a crash, and an execution is in it from the moment at which
 * its record says so.
 */
export function createStoreRunQueue({ laneOf, limits, store }: StoreRunQueueOptions): RunQueue {
  const readQueued = createQueuedRecords({ store, laneOf: laneOf ?? (({ projectPath }) => projectPath) })
  const slots = createSlots(limits)
  // Taken or left although the record still says `queued`. The time is part of the place: an answered execution
  // enters anew.
  const gone = new Map<string, string>()
  // One call after the other: what is read from the store must still hold when a slot is given.
  const turn = createKeyedQueue()
  const inTurn = <T>(task: () => Promise<T>) => turn.run('queue', task)

  const readState = async (findHolders?: FindSessionHolders) => {
    const { entries: queued, isPartial } = await readQueued()
    const ids = new Set(queued.map(({ executionId }) => executionId))
    if (!isPartial) for (const id of gone.keys()) if (!ids.has(id)) gone.delete(id)
    const waiting = queued.filter(({ enteredAt, executionId }) => gone.get(executionId) !== enteredAt)
    return { state: await slots.stateWith(waiting, findHolders), isPartial }
  }

  const withdraw = async (executionId: string) => {
    const { entries } = await readQueued()
    const entry = entries.find((candidate) => candidate.executionId === executionId)
    if (entry) gone.set(executionId, entry.enteredAt)
  }

  const give = (entry: QueueEntry) => {
    gone.set(entry.executionId, entry.enteredAt)
    slots.occupy(entry)
    return entry
  }

  return {
    enter: ({ executionId }) =>
      inTurn(() => {
        gone.delete(executionId)
        return Promise.resolve()
      }),

    leave: (executionId) => inTurn(() => withdraw(executionId)),

    take: (findHolders) =>
      inTurn(async () => {
        const { isPartial, state } = await readState(findHolders)
        const entry = nextEntry(state)
        if (entry) return give(entry)
        if (isPartial && state.live.size < limits.maxRuns)
          throw new Error('A queued execution cannot be read.')
        return undefined
      }),

    occupy: (entry) =>
      inTurn(async () => {
        await withdraw(entry.executionId)
        slots.occupy(entry)
      }),

    release: (executionId) =>
      inTurn(() => {
        slots.release(executionId)
        return Promise.resolve()
      }),

    reasonFor: (executionId, findHolders) =>
      inTurn(async () => whyWaiting(executionId, (await readState(findHolders)).state)),

    counts: () =>
      inTurn(async () => {
        const { waiting } = (await readState()).state
        return { active: slots.count, queued: waiting.length }
      }),
  }
}
