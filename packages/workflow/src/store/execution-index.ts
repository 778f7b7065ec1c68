import {
  createListMatcher,
  isTerminal,
  summarize,
  type ActiveCounts,
  type ChangePage,
  type ExecutionSummary,
  type Run,
  type WorkflowExecution,
} from '../schema/index.ts'
import { createChangeLog } from './change-log.ts'
import { createChangeSignal, type ChangeSignal } from './change-signal.ts'
import { comparePositions, decodeCursor, encodeCursor, type ListPosition } from './list-cursor.ts'
import type { IndexedExecution, ListPage, ListQuery, RunCost } from './port.ts'

/** All that is kept in memory of an execution. */
export interface IndexEntry extends IndexedExecution {
  requestId?: string
}

/** A page but for what no index knows: the files that could not be read into it. */
export type IndexPage = Omit<ListPage, 'unreadable'>

/** Derived from the records, and rebuilt from them at every start; what lists are served from. */
export interface ExecutionIndex {
  get(id: string): IndexEntry | undefined
  findByRequestId(requestId: string): string | undefined
  /** Adds an entry, or takes the place of the one with the same id. */
  put(entry: IndexEntry): void
  remove(id: string): void
  page(query: ListQuery): IndexPage
  /** What was put or removed since an earlier answer; what the index began with is no change. */
  changes(since?: string): ChangePage
  nextChange: ChangeSignal['next']
  /** Newest start first. */
  all(): IndexEntry[]
  /** Ids of the executions that have not ended, oldest first. */
  unfinished(): string[]
  /** Ids of the executions that ended before the instant, oldest start first. */
  endedBefore(instant: string): string[]
}

export function toIndexEntry(execution: WorkflowExecution): IndexEntry {
  const { requestId } = execution
  const endedAt = endOfExecution(execution)
  return {
    summary: summarize(execution),
    attempts: execution.runs.length,
    costs: execution.runs.flatMap(toRunCost),
    runStarts: execution.runs.map(({ startedAt }) => startedAt),
    ...(requestId !== undefined && { requestId }),
    ...(endedAt !== undefined && { endedAt }),
  }
}

function toRunCost({ costUsd, endedAt, estimatedCostUsd }: Run): RunCost[] {
  if (endedAt === undefined) return []
  const cost = {
    ...(costUsd !== undefined && { costUsd }),
    ...(estimatedCostUsd !== undefined && { estimatedCostUsd }),
  }
  return [{ endedAt, ...cost }]
}

/** A file of the earlier system that had not ended there is shown as ended, and never counts as it: nobody saw the end. */
export function endOfExecution(execution: WorkflowExecution): string | undefined {
  const { cancelledAt, completedAt, legacy, status } = execution
  const isOwnWord = legacy === undefined || legacy.status === status
  return isTerminal(status) && isOwnWord ? (completedAt ?? cancelledAt) : undefined
}

export function createExecutionIndex(initial: readonly IndexEntry[] = []): ExecutionIndex {
  const entries = new Map(initial.map((entry) => [entry.summary.id, entry]))
  const idByRequest = new Map<string, string>()
  for (const { requestId, summary } of initial)
    if (requestId !== undefined) idByRequest.set(requestId, summary.id)
  const sorted = initial.map(({ summary }) => summary).sort(comparePositions)

  const active = new Set(initial.filter(isActive).map(({ summary }) => summary.id))
  const log = createChangeLog()
  const signal = createChangeSignal()
  const noteChange = (id: string) => {
    log.note(id)
    signal.raise(id)
  }

  const take = (id: string) => {
    const entry = entries.get(id)
    if (!entry) return false
    entries.delete(id)
    active.delete(id)
    if (entry.requestId !== undefined) idByRequest.delete(entry.requestId)
    sorted.splice(firstNotBefore(sorted, entry.summary), 1)
    return true
  }

  const countActive = () => {
    const counts: ActiveCounts = { queued: 0, running: 0, waiting_for_input: 0 }
    for (const id of active) {
      const status = entries.get(id)?.summary.status
      if (status === 'queued' || status === 'running' || status === 'waiting_for_input') counts[status] += 1
    }
    return counts
  }

  return {
    get: (id) => entries.get(id),
    findByRequestId: (requestId) => idByRequest.get(requestId),

    put(entry) {
      const { requestId, summary } = entry
      // A read may have brought a record before the write of it came here; that is one change, not two.
      const isNews = entries.get(summary.id)?.summary.revision !== summary.revision
      take(summary.id)
      entries.set(summary.id, entry)
      if (isActive(entry)) active.add(summary.id)
      if (requestId !== undefined) idByRequest.set(requestId, summary.id)
      sorted.splice(firstNotBefore(sorted, summary), 0, summary)
      if (isNews) noteChange(summary.id)
    },

    remove(id) {
      if (take(id)) noteChange(id)
    },

    page(query) {
      return readPage(sorted, query)
    },

    changes(since) {
      const ids = since === undefined ? [] : log.since(since)
      const found = (ids ?? []).map((id) => ({ id, summary: entries.get(id)?.summary }))
      return {
        cursor: log.cursor(),
        isReset: ids === undefined,
        executions: found.flatMap(({ summary }) => (summary ? [{ ...summary }] : [])),
        removedIds: found.flatMap(({ id, summary }) => (summary ? [] : [id])),
        counts: countActive(),
      }
    },

    nextChange: (abort, id) => signal.next(abort, id),

    all: () =>
      sorted.flatMap(({ id }) => {
        const entry = entries.get(id)
        return entry ? [entry] : []
      }),

    unfinished() {
      const ids = sorted.filter(({ status }) => !isTerminal(status)).map(({ id }) => id)
      return ids.reverse()
    },

    endedBefore(instant) {
      const ended = sorted.filter(({ id }) => isBefore(entries.get(id)?.endedAt, instant))
      return ended.map(({ id }) => id).reverse()
    },
  }
}

function isActive({ summary }: IndexEntry): boolean {
  return !isTerminal(summary.status)
}

function isBefore(endedAt: string | undefined, instant: string): boolean {
  return endedAt !== undefined && endedAt < instant
}

function readPage(sorted: readonly ExecutionSummary[], query: ListQuery): IndexPage {
  const { cursor, limit } = query
  const matches = createListMatcher(query)
  const executions: ExecutionSummary[] = []
  for (
    let at = cursor === undefined ? 0 : firstAfter(sorted, decodeCursor(cursor));
    at < sorted.length;
    at += 1
  ) {
    const summary = sorted[at]
    if (!summary) break
    if (!matches(summary)) continue
    const last = executions.at(-1)
    // One more than the page holds is looked for, so that the last page says that it is the last.
    if (last && executions.length >= limit) return { executions, nextCursor: encodeCursor(last) }
    executions.push({ ...summary })
  }
  return { executions, nextCursor: null }
}

function firstAfter(sorted: readonly ListPosition[], position: ListPosition): number {
  const at = firstNotBefore(sorted, position)
  const found = sorted[at]
  return found && comparePositions(found, position) === 0 ? at + 1 : at
}

function firstNotBefore(sorted: readonly ListPosition[], position: ListPosition): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const candidate = sorted[middle]
    if (candidate && comparePositions(candidate, position) < 0) low = middle + 1
    else high = middle
  }
  return low
}
