import { createKeyedQueue } from '../keyed-queue.ts'
import type { FindSessionHolders, QueueEntry, QueueLimits, RunQueue } from './port.ts'
import { createSlots } from './slots.ts'
import { nextEntry, whyWaiting } from './turns.ts'

/** A queue that forgets everything at the end of the process. */
export function createMemoryRunQueue(limits: QueueLimits): RunQueue {
  const entries = new Map<string, QueueEntry>()
  const slots = createSlots(limits)
  // One call after the other: between the question who has a session and the slot nothing may change.
  const turn = createKeyedQueue()
  const inTurn = <T>(task: () => T | Promise<T>) => turn.run('queue', async () => task())
  const readState = (findHolders?: FindSessionHolders) => slots.stateWith(entries.values(), findHolders)

  return {
    enter: (entry) =>
      inTurn(() => {
        if (!entries.has(entry.executionId)) entries.set(entry.executionId, { ...entry })
      }),

    leave: (executionId) =>
      inTurn(() => {
        entries.delete(executionId)
      }),

    take: (findHolders) =>
      inTurn(async () => {
        const entry = nextEntry(await readState(findHolders))
        if (entry) {
          entries.delete(entry.executionId)
          slots.occupy(entry)
        }
        return entry
      }),

    occupy: (entry) =>
      inTurn(() => {
        entries.delete(entry.executionId)
        slots.occupy(entry)
      }),

    release: (executionId) =>
      inTurn(() => {
        slots.release(executionId)
      }),

    reasonFor: (executionId, findHolders) =>
      inTurn(async () => whyWaiting(executionId, await readState(findHolders))),

    counts: () => inTurn(async () => ({ active: slots.count, queued: (await readState()).waiting.length })),
  }
}
