import type { QueueEntry, QueueLimits } from './port.ts'

/** Everything that decides who is next. */
export interface QueueState {
  /** In order of entering. */
  waiting: readonly QueueEntry[]
  /** Lane of every execution that holds a slot. */
  live: ReadonlyMap<string, string>
  /** Grows with every slot that a lane got; absent for one that never had any. */
  turns: ReadonlyMap<string, number>
  limits: QueueLimits
}

export function compareEntries(a: QueueEntry, b: QueueEntry): number {
  if (a.enteredAt !== b.enteredAt) return a.enteredAt < b.enteredAt ? -1 : 1
  return a.executionId < b.executionId ? -1 : 1
}

/** The first of the lane that waits longest for its turn, among the lanes that may have another run. */
export function nextEntry({ limits, live, turns, waiting }: QueueState): QueueEntry | undefined {
  if (live.size >= limits.maxRuns) return undefined
  const heads = new Map<string, QueueEntry>()
  for (const entry of waiting) if (!heads.has(entry.lane)) heads.set(entry.lane, entry)
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
  const lane = waiting.filter((candidate) => candidate.lane === entry.lane)
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
    live.set(taken.executionId, taken.lane)
    turns.set(taken.lane, (turn += 1))
    waiting = waiting.filter((entry) => entry !== taken)
  }
}

function countLane(live: ReadonlyMap<string, string>, lane: string): number {
  let count = 0
  for (const liveLane of live.values()) if (liveLane === lane) count += 1
  return count
}
