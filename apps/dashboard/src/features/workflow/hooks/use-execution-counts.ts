'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useSyncExternalStore } from 'react'
import type { ActiveCounts } from '@specflow/workflow/schema'
import type { ChangesAnswer } from '../changes/changes-poll.ts'
import { CHANGES_KEY } from './changes-key.ts'

/** How many executions are queued, running and waiting for an answer, over all projects; asks for nothing itself. */
export function useExecutionCounts(): ActiveCounts | undefined {
  const queryClient = useQueryClient()
  const subscribe = useCallback(
    (listener: () => void) => queryClient.getQueryCache().subscribe(listener),
    [queryClient],
  )
  // An answer that is like the one before is the same object.
  const read = () => queryClient.getQueryData<ChangesAnswer>(CHANGES_KEY)?.counts
  return useSyncExternalStore(subscribe, read, read)
}
