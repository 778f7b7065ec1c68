import type { QueueEntry, QueueLimits, SessionHolder, SlotEntry } from './port.ts'

/** Everything that decides who is next. */
export interface QueueState {
  /** In order of entering. */
  waiting: readonly QueueEntry[]
  /** Everything that holds a slot, by its execution. */
  live: ReadonlyMap<string, SlotEntry>
  /** Grows with every slot that a lane got; absent for one that never had any. */
  turns: ReadonlyMap<string, number>
  limits: QueueLimits
  /** Of the sessions that the waiting ones go on with; who holds a slot need not be named. */
  holders: readonly SessionHolder[]
}

export function compareEntries(a: QueueEntry, b: QueueEntry): number {
  if (a.enteredAt !== b.enteredAt) return a.enteredAt < b.enteredAt ? -1 : 1
  return a.executionId < b.executionId ? -1 : 1
}

/** The first with a free session of the lane that waits longest for its turn, among the lanes that may have another run. */
export function nextEntry(state: QueueState): QueueEntry | undefined {
  const { limits, live, turns, waiting } = state
  if (live.size >= limits.maxRuns) return undefined
  const heads = new Map<string, QueueEntry>()
  for (const entry of waiting) {
    if (!heads.has(entry.lane) && !findHolder(entry, state)) heads.set(entry.lane, entry)
  }
  let next: QueueEntry | undefined
  for (const [lane, head] of heads) {
    if (countLane(live, lane) >= limits.runsPerLane) continue
    if (!next || (turns.get(lane) ?? 0) < (turns.get(next.lane) ?? 0)) next = head
  }
  return next
}

/** In words for a person; `undefined` when it does not wait, or would be taken as things are. */
export function whyWaiting(executionId: string, state: QueueState): string | undefined {
  const { limits, live, waiting } = state
  const entry = waiting.find((candidate) => candidate.executionId === executionId)
  if (!entry || wouldBeTaken(executionId, state)) return undefined
  const holder = findHolder(entry, state)
  if (holder) return describeHolder(holder)
  const lane = waiting.filter((candidate) => candidate.lane === entry.lane && !findHolder(candidate, state))
  const ahead = lane.indexOf(entry)
  if (ahead === 1) return '1 execution of this project is ahead.'
  if (ahead > 1) return `${String(ahead)} executions of this project are ahead.`
  const laneLive = countLane(live, entry.lane)
  if (laneLive >= limits.runsPerLane) {
    const who = laneLive === 1 ? 'Another run of this project is live' : 'Other runs of this project are live'
    return `${who} (${String(laneLive)} of ${String(limits.runsPerLane)}).`
  }
  const slots = `${String(live.size)} of ${String(limits.maxRuns)} runs are live`
  if (live.size >= limits.maxRuns) return `Waiting for a free slot: ${slots}.`
  return `Waiting for its turn: executions of other projects come first, and ${slots}.`
}

function wouldBeTaken(executionId: string, state: QueueState): boolean {
  const live = new Map(state.live)
  const turns = new Map(state.turns)
  let waiting = state.waiting
  let turn = Math.max(0, ...turns.values())
  for (;;) {
    const taken = nextEntry({ ...state, live, turns, waiting })
    if (!taken) return false
    if (taken.executionId === executionId) return true
    live.set(taken.executionId, taken)
    turns.set(taken.lane, (turn += 1))
    waiting = waiting.filter((entry) => entry !== taken)
  }
}

function findHolder({ sessionId }: QueueEntry, { holders, live }: QueueState): SessionHolder | undefined {
  if (sessionId === undefined) return undefined
  for (const slot of live.values()) {
    if (slot.sessionId === sessionId) return { sessionId, executionId: slot.executionId }
  }
  return holders.find((holder) => holder.sessionId === sessionId)
}

function describeHolder({ executionId, pid }: SessionHolder): string {
  if (executionId !== undefined) return `Its session is in use by the execution ${executionId}.`
  if (pid !== undefined)
    return `Its session is open elsewhere, such as in a terminal: process ${String(pid)}.`
  return 'It cannot be told whether its session is open elsewhere; the log says why.'
}

function countLane(live: ReadonlyMap<string, SlotEntry>, lane: string): number {
  let count = 0
  for (const slot of live.values()) if (slot.lane === lane) count += 1
  return count
}
