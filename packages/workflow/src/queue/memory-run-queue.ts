import type { QueueEntry, QueueLimits, RunQueue } from './port.ts'
import { createSlots } from './slots.ts'
import { nextEntry, whyWaiting } from './turns.ts'

/** A queue that forgets everything at the end of the process. */
export function createMemoryRunQueue(limits: QueueLimits): RunQueue {
  const entries = new Map<string, QueueEntry>()
  const slots = createSlots(limits)
  const state = () => slots.stateWith(entries.values())

  return {
    enter(entry) {
      if (!entries.has(entry.executionId)) entries.set(entry.executionId, { ...entry })
      return Promise.resolve()
    },

    leave(executionId) {
      entries.delete(executionId)
      return Promise.resolve()
    },

    take() {
      const entry = nextEntry(state())
      if (entry) {
        entries.delete(entry.executionId)
        slots.occupy(entry)
      }
      return Promise.resolve(entry)
    },

    occupy(entry) {
      entries.delete(entry.executionId)
      slots.occupy(entry)
      return Promise.resolve()
    },

    release(executionId) {
      slots.release(executionId)
      return Promise.resolve()
    },

    reasonFor: (executionId) => Promise.resolve(whyWaiting(executionId, state())),
    counts: () => Promise.resolve({ active: slots.count, queued: state().waiting.length }),
  }
}
