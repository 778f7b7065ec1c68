import type { QueryClient } from '@tanstack/react-query'
import type { ActiveCounts, ChangePage } from '@specflow/workflow/schema'
import { pollingPace } from '../../../lib/polling-pace.ts'
import { applyChanges } from './apply-changes.ts'
import { changesInterval } from './changes-interval.ts'
import { isPageHidden } from './is-page-hidden.ts'

export interface ChangesAnswer extends ChangePage {
  build: string
}

interface ChangesPollOptions {
  queryClient: QueryClient
  /** Where the newest answer is kept. */
  queryKey: readonly unknown[]
  ask(since: string | undefined, signal: AbortSignal): Promise<ChangesAnswer>
}

export interface ChangesPoll {
  /** Asks what changed since the answer that is kept, applies it, and answers where things stand now. */
  next(context: { signal: AbortSignal }): Promise<ChangesAnswer>
  intervalMs(counts: ActiveCounts | undefined): number
}

export function createChangesPoll({ queryClient, queryKey, ask }: ChangesPollOptions): ChangesPoll {
  let failureCount = 0
  return {
    async next({ signal }) {
      const known = queryClient.getQueryData<ChangesAnswer>(queryKey)
      try {
        const answer = await ask(known?.cursor, signal)
        failureCount = 0
        // What was fetched before there was any cursor may have changed before it, too.
        applyChanges(queryClient, { ...answer, isReset: answer.isReset || !known })
        // What is kept is where things stand, so that an answer without a change is the same as the one before.
        return { ...answer, isReset: false, executions: [], removedIds: [] }
      } catch (error) {
        if (!signal.aborted) failureCount += 1
        throw error
      }
    },

    intervalMs: (counts) =>
      changesInterval({ counts, failureCount, isHidden: isPageHidden(), pace: pollingPace() }),
  }
}
