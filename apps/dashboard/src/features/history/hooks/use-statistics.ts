'use client'

import { trpc } from '../../../trpc/client.ts'
import { toStatisticsInput, type HistoryFilter } from '../history-filter.ts'

/** Runs, outcomes and costs of the last days. Read again when something changed. */
export function useStatistics(filter: HistoryFilter) {
  return trpc.workflow.statistics.useQuery(toStatisticsInput(filter), { placeholderData: (shown) => shown })
}
