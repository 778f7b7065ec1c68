'use client'

import type { ListFilter } from '@specflow/workflow/schema'
import { trpc } from '../../../trpc/client.ts'
import { EXECUTIONS_PER_PAGE } from '../list-inputs.ts'

/** Executions that a filter lets through, newest first, page by page. Kept up to date by the poller of changes. */
export function useExecutionList({ status, ...filter }: ListFilter) {
  // Each by its name: who takes all of a query is rendered by each thing that happens to it.
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage } = trpc.workflow.list.useInfiniteQuery(
    { limit: EXECUTIONS_PER_PAGE, ...filter, ...(status && { status: [...status] }) },
    { getNextPageParam: (page) => page.nextCursor, placeholderData: (shown) => shown },
  )
  const pages = data?.pages
  return {
    error,
    hasNextPage,
    isFetchingNextPage,
    fetchNextPage,
    executions: pages?.flatMap(({ executions }) => executions),
    // Only the first page has them.
    unreadable: pages?.flatMap(({ unreadable }) => unreadable) ?? [],
  }
}
