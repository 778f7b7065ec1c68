'use client'

import { trpc } from '../../../trpc/client.ts'
import { isTransient } from '../../../trpc/refusal.ts'
import { EXECUTIONS_PER_PAGE } from '../list-inputs.ts'
import { listInterval } from './list-interval.ts'

/** Executions of one project, or of all, newest first, page by page. */
export function useExecutionList(projectId?: string) {
  const query = trpc.workflow.list.useInfiniteQuery(
    { limit: EXECUTIONS_PER_PAGE, ...(projectId !== undefined && { projectId }) },
    {
      getNextPageParam: (page) => page.nextCursor,
      refetchInterval: ({ state: { data, error } }) => {
        if (error && !isTransient(error)) return false
        return listInterval(data?.pages.flatMap(({ executions }) => executions) ?? [])
      },
    },
  )
  return { ...query, executions: query.data?.pages.flatMap(({ executions }) => executions) }
}
