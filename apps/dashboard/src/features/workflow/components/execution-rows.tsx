'use client'

import type { ReactNode } from 'react'
import type { ListFilter } from '@specflow/workflow/schema'
import { Button } from '../../../components/ui/button.tsx'
import { LoadingLines } from '../../../components/ui/loading-lines.tsx'
import { RefusalNotice } from '../../system/components/refusal-notice.tsx'
import { useExecutionList } from '../hooks/use-execution-list.ts'
import { UnreadableNotice } from './unreadable-notice.tsx'
import { VirtualRows } from './virtual-rows.tsx'

interface ExecutionRowsProps {
  filter: ListFilter
  showProject: boolean
  /** What to show when there is none. */
  empty: ReactNode
}

/** Executions that a filter lets through, newest first, with more on request. */
export function ExecutionRows({ filter, showProject, empty }: ExecutionRowsProps) {
  const { executions, unreadable, error, hasNextPage, isFetchingNextPage, fetchNextPage } =
    useExecutionList(filter)
  if (!executions)
    return error ? (
      <RefusalNotice error={error} className="m-4" />
    ) : (
      <LoadingLines label="Loading executions" />
    )
  return (
    <>
      <UnreadableNotice records={unreadable} className="m-4" />
      {executions.length === 0 ? (
        empty
      ) : (
        <VirtualRows executions={executions} hasMore={hasNextPage} showProject={showProject} />
      )}
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
