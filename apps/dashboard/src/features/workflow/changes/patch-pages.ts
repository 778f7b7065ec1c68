import { createListMatcher, type ExecutionSummary, type ListFilter } from '@specflow/workflow/schema'

/** A page of a list, as far as changes touch it. */
export interface PatchablePage {
  executions: ExecutionSummary[]
  nextCursor: string | null
}

export interface Changes {
  executions: readonly ExecutionSummary[]
  removedIds: readonly string[]
}

interface PatchedPages<Page> {
  /** The same array where nothing changed, and in it the same page. */
  pages: Page[]
  /** Something belongs among them that they do not have: they have to be read again. */
  isBehind: boolean
}

/** Brings the pages of a list up to date in place, and says whether that is not enough. */
export function patchPages<Page extends PatchablePage>(
  pages: Page[],
  filter: ListFilter,
  { executions, removedIds }: Changes,
): PatchedPages<Page> {
  const matches = createListMatcher(filter)
  const changed = new Map(executions.map((execution) => [execution.id, execution]))
  const removed = new Set(removedIds)
  const patched = pages.map((page) => {
    const next = page.executions.flatMap((shown) => {
      if (removed.has(shown.id)) return []
      const arrived = changed.get(shown.id)
      if (!arrived || arrived.revision <= shown.revision) return [shown]
      return matches(arrived) ? [arrived] : []
    })
    return isSame(next, page.executions) ? page : { ...page, executions: next }
  })
  const shownIds = new Set(patched.flatMap((page) => page.executions.map(({ id }) => id)))
  const isBehind = executions.some(
    (execution) => !shownIds.has(execution.id) && matches(execution) && isInReach(pages, execution),
  )
  return { pages: isSame(patched, pages) ? pages : patched, isBehind }
}

/** Whether it stands before the end of what was loaded. */
function isInReach(pages: readonly PatchablePage[], { startedAt }: ExecutionSummary): boolean {
  const last = pages.at(-1)
  if (typeof last?.nextCursor !== 'string') return true
  const oldest = last.executions.at(-1)
  return !oldest || startedAt >= oldest.startedAt
}

function isSame<Item>(next: readonly Item[], shown: readonly Item[]): boolean {
  return next.length === shown.length && next.every((item, at) => item === shown[at])
}
