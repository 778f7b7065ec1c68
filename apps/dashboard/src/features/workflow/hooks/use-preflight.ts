'use client'

import { trpc } from '../../../trpc/client.ts'

/** What a start would run. Files are edited outside, so it is read anew whenever it is shown. */
export function usePreflight(projectId: string, skill: string, enabled = true) {
  return trpc.project.preflight.useQuery({ projectId, skill }, { staleTime: 0, enabled })
}
