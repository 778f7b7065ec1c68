'use client'

import { isTerminal, type ExecutionSummary, type WorkflowExecution } from '@specflow/workflow/schema'
import { trpc } from '../../../trpc/client.ts'

const LOOKED_AT = 50
const FRESH_MS = 30_000

/**
 * Those that continue an execution or try it again, among the newest of its project. Asked once and not polled: before
 * an execution has ended there are none.
 */
export function useSuccessors({
  id,
  projectId,
  status,
}: Pick<WorkflowExecution, 'id' | 'projectId' | 'status'>): readonly ExecutionSummary[] {
  const { data } = trpc.workflow.list.useQuery(
    { projectId, limit: LOOKED_AT },
    {
      enabled: isTerminal(status),
      staleTime: FRESH_MS,
      select: ({ executions }) =>
        executions.filter(({ continuesId, retryOf }) => continuesId === id || retryOf === id),
    },
  )
  return data ?? []
}
