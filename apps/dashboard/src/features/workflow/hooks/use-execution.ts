'use client'

import type { ShownExecution } from '@specflow/workflow/schema'
import { usePollingPace } from '../../../lib/use-polling-pace.ts'
import { isTransient } from '../../../trpc/refusal.ts'
import { trpc } from '../../../trpc/client.ts'
import { pollInterval } from './poll-interval.ts'
import { useIsCancelling } from './use-is-cancelling.ts'

/** The record of one execution, kept up to date until it has ended. The page's one poller: hand its data down. */
export function useExecution(id: string) {
  const isCancelling = useIsCancelling(id)
  const pace = usePollingPace()
  return trpc.workflow.status.useQuery(
    { id },
    {
      refetchInterval: ({ state: { data, error, dataUpdatedAt, fetchFailureCount } }) => {
        if (error && !isTransient(error)) return false
        if (!data) return false
        return pollInterval({
          status: data.status,
          isStopping: isCancelling || data.stopProgress !== undefined,
          ageMs: runAge(data, dataUpdatedAt),
          failureCount: fetchFailureCount,
          pace,
        })
      },
    },
  )
}

/** At the last answer. A browser whose clock differs polls a little too often or too seldom, and no worse. */
function runAge({ runs, startedAt }: ShownExecution, atMs: number): number {
  return atMs - Date.parse(runs.at(-1)?.startedAt ?? startedAt)
}
