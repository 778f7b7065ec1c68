import type { InfiniteData, Query, QueryClient } from '@tanstack/react-query'
import type { ChangePage, ListFilter } from '@specflow/workflow/schema'
import { tellChangeListeners } from './change-listeners.ts'
import { isPageHidden } from './is-page-hidden.ts'
import { patchPages, type PatchablePage } from './patch-pages.ts'

/** What tRPC calls the queries of a procedure, whatever their input. */
const LISTS = [['workflow', 'list']]
const STATUSES = [['workflow', 'status']]
/** They are made of so much that a change is only known to touch them. */
const DERIVED = [[['workflow', 'overview']], [['workflow', 'statistics']]]

/** Brings everything that shows executions up to date with what the server says has changed. */
export function applyChanges(queryClient: QueryClient, changes: ChangePage): void {
  const { executions, isReset, removedIds } = changes
  if (isReset) {
    for (const queryKey of [LISTS, STATUSES, ...DERIVED]) outdate(queryClient, queryKey)
    return
  }
  if (executions.length === 0 && removedIds.length === 0) return
  for (const query of queryClient.getQueryCache().findAll({ queryKey: LISTS }))
    patchList(queryClient, query, changes)
  for (const queryKey of DERIVED) outdate(queryClient, queryKey)
  outdateStatuses(queryClient, changes)
  tellChangeListeners(queryClient, executions)
}

/** A hidden page asks for nothing but changes: what is out of date is read when it is looked at again. */
function outdate(queryClient: QueryClient, queryKey: readonly unknown[]): void {
  const refetchType = isPageHidden() ? 'none' : 'active'
  void queryClient.invalidateQueries({ queryKey, refetchType })
}

type ListData = InfiniteData<PatchablePage> | PatchablePage

function patchList(queryClient: QueryClient, { queryKey, state }: Query, changes: ChangePage): void {
  const data = state.data as ListData | undefined
  if (!data) return
  const shown = 'pages' in data ? data.pages : [data]
  const { isBehind, pages } = patchPages(shown, readFilter(queryKey), changes)
  const [page] = pages
  if (pages !== shown && page) queryClient.setQueryData(queryKey, 'pages' in data ? { ...data, pages } : page)
  // An answer that is on its way may be older than what was just put in its place.
  if (isBehind || state.fetchStatus === 'fetching') outdate(queryClient, queryKey)
}

function readFilter([, options]: readonly unknown[]): ListFilter {
  return (options as { input?: ListFilter } | undefined)?.input ?? {}
}

function outdateStatuses(queryClient: QueryClient, { executions, removedIds }: ChangePage): void {
  const revisions = new Map(executions.map(({ id, revision }) => [id, revision]))
  for (const { queryKey, state } of queryClient.getQueryCache().findAll({ queryKey: STATUSES })) {
    const shown = state.data as { id: string; revision: number } | undefined
    if (!shown) continue
    const isOld = (revisions.get(shown.id) ?? 0) > shown.revision
    if (isOld || removedIds.includes(shown.id)) outdate(queryClient, queryKey)
  }
}
