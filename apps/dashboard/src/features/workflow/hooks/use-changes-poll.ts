'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { usePollingPace } from '../../../lib/use-polling-pace.ts'
import { trpc } from '../../../trpc/client.ts'
import { createChangesPoll } from '../changes/changes-poll.ts'
import { pollsWhileHidden, subscribeToHiddenPolling } from '../changes/hidden-polling.ts'
import { isPageHidden } from '../changes/is-page-hidden.ts'
import { CHANGES_KEY } from './changes-key.ts'

/** The page's one poller of everything that lists executions. Never renders by what it learns. */
export function useChangesPoll(): void {
  const queryClient = useQueryClient()
  const { client } = trpc.useUtils()
  const [poll] = useState(() =>
    createChangesPoll({
      queryClient,
      queryKey: CHANGES_KEY,
      ask: (since, signal) => client.workflow.changes.query({ since }, { signal }),
    }),
  )
  // The timer is set by what holds when it is set: hiding the page has to set it anew, and so has another pace.
  useSyncExternalStore(subscribeToVisibility, isPageHidden, isPageHidden)
  usePollingPace()
  const inBackground = useSyncExternalStore(subscribeToHiddenPolling, pollsWhileHidden, () => false)
  useQuery({
    queryKey: CHANGES_KEY,
    queryFn: poll.next,
    refetchInterval: ({ state }) => poll.intervalMs(state.data?.counts),
    refetchIntervalInBackground: inBackground,
    staleTime: 0,
    gcTime: Infinity,
    // Between two attempts a hidden page would wait until it is looked at; the interval does not.
    retry: false,
    notifyOnChangeProps: [],
  })
  useEffect(() => {
    // What a person just did is shown at once.
    return queryClient.getMutationCache().subscribe((event) => {
      const isDone = event.type === 'updated' && event.action.type === 'success'
      if (isDone) void queryClient.invalidateQueries({ queryKey: CHANGES_KEY })
    })
  }, [queryClient])
}

function subscribeToVisibility(listener: () => void): () => void {
  document.addEventListener('visibilitychange', listener)
  return () => {
    document.removeEventListener('visibilitychange', listener)
  }
}
