import { isTerminal, summarize, type ExecutionSummary, type WorkflowExecution } from '../schema/index.ts'
import { comparePositions, decodeCursor, encodeCursor, type ListPosition } from './list-cursor.ts'
import type { ListPage, ListQuery } from './port.ts'

/** All that is kept in memory of an execution. */
export interface IndexEntry {
  summary: ExecutionSummary
  requestId?: string
}

/** Derived from the records, and rebuilt from them at every start; what lists are served from. */
export interface ExecutionIndex {
  get(id: string): IndexEntry | undefined
  findByRequestId(requestId: string): string | undefined
  /** Adds an entry, or takes the place of the one with the same id. */
  put(entry: IndexEntry): void
  remove(id: string): void
  page(query: ListQuery): ListPage
  /** Ids of the executions that have not ended, oldest first. */
  unfinished(): string[]
}

export function toIndexEntry(execution: WorkflowExecution): IndexEntry {
  const { requestId } = execution
  return { summary: summarize(execution), ...(requestId !== undefined && { requestId }) }
}

export function createExecutionIndex(initial: readonly IndexEntry[] = []): ExecutionIndex {
  const entries = new Map(initial.map((entry) => [entry.summary.id, entry]))
  const idByRequest = new Map<string, string>()
  for (const { requestId, summary } of initial)
    if (requestId !== undefined) idByRequest.set(requestId, summary.id)
  const sorted = initial.map(({ summary }) => summary).sort(comparePositions)

  const remove = (id: string) => {
    const entry = entries.get(id)
    if (!entry) return
    entries.delete(id)
    if (entry.requestId !== undefined) idByRequest.delete(entry.requestId)
    sorted.splice(firstNotBefore(sorted, entry.summary), 1)
  }

  return {
    get: (id) => entries.get(id),
    findByRequestId: (requestId) => idByRequest.get(requestId),
    remove,

    put(entry) {
      const { requestId, summary } = entry
      remove(summary.id)
      entries.set(summary.id, entry)
      if (requestId !== undefined) idByRequest.set(requestId, summary.id)
      sorted.splice(firstNotBefore(sorted, summary), 0, summary)
    },

    page(query) {
      return readPage(sorted, query)
    },

    unfinished() {
      const ids = sorted.filter(({ status }) => !isTerminal(status)).map(({ id }) => id)
      return ids.reverse()
    },
  }
}

function readPage(sorted: readonly ExecutionSummary[], query: ListQuery): ListPage {
  const { cursor, limit, projectId, status } = query
  const executions: ExecutionSummary[] = []
  for (
    let at = cursor === undefined ? 0 : firstAfter(sorted, decodeCursor(cursor));
    at < sorted.length;
    at += 1
  ) {
    const summary = sorted[at]
    if (!summary) break
    if (projectId !== undefined && summary.projectId !== projectId) continue
    if (status && !status.includes(summary.status)) continue
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
