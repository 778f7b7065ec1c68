/** A place in the queue. */
export interface QueueEntry {
  executionId: string
  /** One lane per real project path; lanes take turns, a lane is served in order of entering. */
  lane: string
  /** ISO 8601; when the execution became `queued` (its start, or its newest answer). */
  enteredAt: string
}

export interface QueueLimits {
  /** Live runs altogether. */
  maxRuns: number
  /** Live runs of one lane. */
  runsPerLane: number
}

/**
 * Decides which queued execution runs next. A slot is a live run; the limits queue, they never refuse.
 * An execution is in the queue, holds a slot, or neither.
 */
export interface RunQueue {
  /** Idempotent. */
  enter(entry: QueueEntry): Promise<void>
  /** Takes it out of the queue; nothing happens when it is not there. */
  leave(executionId: string): Promise<void>
  /** The next entry that the limits allow, now holding a slot and no longer in the queue; `undefined` when none may run. */
  take(): Promise<QueueEntry | undefined>
  /** A slot for a run that is already alive, as at boot; may exceed the limits, which then wait for it. */
  occupy(entry: Pick<QueueEntry, 'executionId' | 'lane'>): Promise<void>
  /** Gives the slot back; nothing happens when it holds none. */
  release(executionId: string): Promise<void>
  /** Why an entry waits, in words for a person; `undefined` when it is not queued or may run. */
  reasonFor(executionId: string): Promise<string | undefined>
  counts(): Promise<{ active: number; queued: number }>
}
