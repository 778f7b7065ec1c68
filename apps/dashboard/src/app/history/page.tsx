import type { Metadata } from 'next'
import { HistoryView } from '../../features/history/components/history-view.tsx'
import {
  readHistoryFilter,
  toHistoryListFilter,
  toStatisticsInput,
} from '../../features/history/history-filter.ts'
import { EXECUTIONS_PER_PAGE } from '../../features/workflow/list-inputs.ts'
import { api, HydrateClient } from '../../trpc/server.ts'

export const metadata: Metadata = { title: 'History' }

interface HistoryPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function HistoryPage({ searchParams }: HistoryPageProps) {
  const filter = readHistoryFilter(await searchParams)
  const { status, ...list } = toHistoryListFilter(filter)
  // Before the lists: what changes after this moment, the poller tells.
  await api.workflow.changes.prefetch({})
  await Promise.all([
    api.project.list.prefetch(),
    api.workflow.statistics.prefetch(toStatisticsInput(filter)),
    api.workflow.list.prefetchInfinite({
      limit: EXECUTIONS_PER_PAGE,
      ...list,
      ...(status && { status: [...status] }),
    }),
  ])
  return (
    <HydrateClient>
      <HistoryView />
    </HydrateClient>
  )
}
