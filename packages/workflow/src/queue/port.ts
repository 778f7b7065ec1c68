/** A place in the queue. */
export interface QueueEntry {
  executionId: string
  /** One lane per real project path; lanes take turns, a lane is served in order of entering. */
  lane: string
  /** ISO 8601; when the execution became `queued` (its start, or its newest answer). */
  enteredAt: string
  /** The session that its run goes on with; absent for one that begins its own. */
  sessionId?: string
}

/** Who has a session open, so that no run may go on with it. Without execution and pid it cannot be told who. */
export interface SessionHolder {
  sessionId: string
  /** Whose run it is; absent for a process that is none of ours, such as one in a terminal. */
  executionId?: string
  pid?: number
}

/** Answers who has these sessions open at this moment. */
export type FindSessionHolders = (sessionIds: readonly string[]) => Promise<readonly SessionHolder[]>

/** What a slot is held for. */
export type SlotEntry = Omit<QueueEntry, 'enteredAt'>

export interface QueueLimits {
  /** Live runs altogether. */
  maxRuns: number
  /** Live runs of one lane. */
  runsPerLane: number
}

/**
 * Decides which queued execution runs next. A slot is a live run; the limits queue, they never refuse.
 * An execution is in the queue, holds a slot, or neither.
 *
 * A session is open once: an entry whose session has a slot, or a holder elsewhere, keeps its place and is passed over,
 * so that it holds up neither other lanes nor its own, and is the first of its lane when the session is free.
 */
export interface RunQueue {
  /** Idempotent. */
  enter(entry: QueueEntry): Promise<void>
  /** Takes it out of the queue; nothing happens when it is not there. */
  leave(executionId: string): Promise<void>
  /**
   * The next entry that the limits and the sessions allow, now holding a slot and no longer in the queue; `undefined`
   * when none may run. Rejects when it cannot tell, as while a record cannot be read: to be asked again in a while.
   */
  take(findHolders?: FindSessionHolders): Promise<QueueEntry | undefined>
  /** A slot for a run that is already alive, as at boot; may exceed the limits, which then wait for it. */
  occupy(entry: SlotEntry): Promise<void>
  /** Gives the slot back; nothing happens when it holds none. */
  release(executionId: string): Promise<void>
  /** Why an entry waits, in words for a person; `undefined` when it is not queued or may run. */
  reasonFor(executionId: string, findHolders?: FindSessionHolders): Promise<string | undefined>
  counts(): Promise<{ active: number; queued: number }>
}
