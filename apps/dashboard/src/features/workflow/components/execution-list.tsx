'use client'

import type { ReactNode } from 'react'
import { Button } from '../../../components/ui/button.tsx'
import { LoadingLines } from '../../../components/ui/loading-lines.tsx'
import { RefusalNotice } from '../../system/components/refusal-notice.tsx'
import { useExecutionList } from '../hooks/use-execution-list.ts'
import { ExecutionRow } from './execution-row.tsx'

interface ExecutionListProps {
  /** Of all projects when absent; then each row names its project. */
  projectId?: string
  /** What to show when there is none. */
  empty: ReactNode
}

/** Executions, newest first, with more on request. */
export function ExecutionList({ projectId, empty }: ExecutionListProps) {
  const { executions, error, hasNextPage, isFetchingNextPage, fetchNextPage } = useExecutionList(projectId)
  if (!executions)
    return error ? (
      <RefusalNotice error={error} className="m-4" />
    ) : (
      <LoadingLines label="Loading executions" />
    )
  if (executions.length === 0) return empty
  return (
    <>
      <ul className="divide-y divide-line">
        {executions.map((execution) => (
          <ExecutionRow key={execution.id} execution={execution} showProject={projectId === undefined} />
        ))}
      </ul>
      {hasNextPage && (
        <div className="border-t border-line p-2 text-center">
          <Button
            look="quiet"
            size="small"
            disabled={isFetchingNextPage}
            onClick={() => void fetchNextPage()}
          >
            {isFetchingNextPage ? 'Loading…' : 'Load more'}
          </Button>
        </div>
      )}
    </>
  )
}
