'use client'

import type { ActiveCounts } from '@specflow/workflow/schema'
import { useKeptChanges } from './use-kept-changes.ts'

/** How many executions are queued, running and waiting for an answer, over all projects; asks for nothing itself. */
export function useExecutionCounts(): ActiveCounts | undefined {
  return useKeptChanges(({ counts }) => counts)
}
