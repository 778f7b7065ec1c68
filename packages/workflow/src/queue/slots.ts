import type { FindSessionHolders, QueueEntry, QueueLimits, SlotEntry } from './port.ts'
import { compareEntries, type QueueState } from './turns.ts'

/** Who holds a slot, and which lane had one when. */
export interface Slots {
  readonly count: number
  occupy(entry: SlotEntry): void
  release(executionId: string): void
  /** Together with those who want one, and who has their sessions. Who holds a slot already does not wait. */
  stateWith(entries: Iterable<QueueEntry>, findHolders?: FindSessionHolders): Promise<QueueState>
}

export function createSlots(limits: QueueLimits): Slots {
  const live = new Map<string, SlotEntry>()
  // One number for each lane that ever ran: forgetting a lane would let it in front of the others again.
  const turns = new Map<string, number>()
  let turn = 0

  return {
    get count() {
      return live.size
    },

    occupy({ executionId, lane, sessionId }) {
      live.set(executionId, { executionId, lane, ...(sessionId !== undefined && { sessionId }) })
      turns.set(lane, (turn += 1))
    },

    release(executionId) {
      live.delete(executionId)
    },

    async stateWith(entries, findHolders) {
      const waiting = [...entries].filter(({ executionId }) => !live.has(executionId)).sort(compareEntries)
      // Nobody is asked about nothing: most queues have only beginnings in them.
      const sessionIds = [...new Set(waiting.flatMap(({ sessionId }) => sessionId ?? []))]
      const holders = findHolders && sessionIds.length > 0 ? await findHolders(sessionIds) : []
      return { waiting, live, turns, limits, holders }
    },
  }
}
