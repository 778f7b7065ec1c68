import type { QueueEntry, QueueLimits } from './port.ts'
import { compareEntries, type QueueState } from './turns.ts'

/** Who holds a slot, and which lane had one when. */
export interface Slots {
  readonly count: number
  occupy(entry: Pick<QueueEntry, 'executionId' | 'lane'>): void
  release(executionId: string): void
  /** Together with those who want one. Who holds a slot already does not wait. */
  stateWith(entries: Iterable<QueueEntry>): QueueState
}

export function createSlots(limits: QueueLimits): Slots {
  const live = new Map<string, string>()
  // One number for each lane that ever ran: forgetting a lane would let it in front of the others again.
  const turns = new Map<string, number>()
  let turn = 0

  return {
    get count() {
      return live.size
    },

    occupy({ executionId, lane }) {
      live.set(executionId, lane)
      turns.set(lane, (turn += 1))
    },

    release(executionId) {
      live.delete(executionId)
    },

    stateWith(entries) {
      const waiting = [...entries].filter(({ executionId }) => !live.has(executionId)).sort(compareEntries)
      return { waiting, live, turns, limits }
    },
  }
}
