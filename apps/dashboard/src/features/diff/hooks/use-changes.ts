'use client'

import { useEffect, useRef } from 'react'
import type { WorkflowExecution, WorkingTreeDiff } from '@specflow/workflow/schema'
import { trpc } from '../../../trpc/client.ts'

export interface Changes {
  /** Absent until the first answer. */
  diff: WorkingTreeDiff | undefined
  error: unknown
  isLooking: boolean
  /** Asks again, for the list and for what is open of it. */
  lookAgain(): void
}

/** What an execution has changed in its folder. Asked for when it is shown, when a run begins or ends, and on demand: it costs processes. */
export function useChanges({ id, legacy, runs, status }: WorkflowExecution): Changes {
  const utils = trpc.useUtils()
  const { data, error, isFetching } = trpc.workflow.diff.useQuery(
    { id },
    {
      enabled: runs.length > 0 && legacy === undefined,
      staleTime: 0,
      refetchOnWindowFocus: false,
      // What went wrong is said, with the button that asks again beside it.
      retry: false,
    },
  )
  const moment = `${status} ${String(runs.length)}`
  const askedAt = useRef(moment)
  useEffect(() => {
    if (askedAt.current === moment) return
    askedAt.current = moment
    void utils.workflow.diff.invalidate({ id })
  }, [id, moment, utils])

  return {
    diff: data,
    error,
    isLooking: isFetching,
    lookAgain: () => void utils.workflow.diff.invalidate({ id }),
  }
}
