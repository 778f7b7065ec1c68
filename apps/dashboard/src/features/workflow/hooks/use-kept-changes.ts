'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useSyncExternalStore } from 'react'
import type { ChangesAnswer } from '../changes/changes-poll.ts'
import { CHANGES_KEY } from './changes-key.ts'

/** What `read` takes of where things stand, as the poller knows it; asks for nothing itself. `undefined` before the first answer. */
export function useKeptChanges<Value>(read: (answer: ChangesAnswer) => Value): Value | undefined {
  const queryClient = useQueryClient()
  const subscribe = useCallback(
    (listener: () => void) => queryClient.getQueryCache().subscribe(listener),
    [queryClient],
  )
  // An answer that is like the one before is the same object.
  const readKept = () => {
    const answer = queryClient.getQueryData<ChangesAnswer>(CHANGES_KEY)
    return answer && read(answer)
  }
  return useSyncExternalStore(subscribe, readKept, readKept)
}
