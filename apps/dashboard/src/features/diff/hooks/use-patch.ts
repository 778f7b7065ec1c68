'use client'

import { trpc } from '../../../trpc/client.ts'

/** The patch of one changed file. */
export function usePatch(id: string, path: string) {
  return trpc.workflow.diff.useQuery(
    { id, path },
    { staleTime: 0, refetchOnWindowFocus: false, retry: false },
  )
}
