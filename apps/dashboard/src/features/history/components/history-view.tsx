'use client'

import { Download } from 'lucide-react'
import { NuqsAdapter } from 'nuqs/adapters/next/app'
import { buttonStyle } from '../../../components/ui/button.tsx'
import { EmptyState } from '../../../components/ui/empty-state.tsx'
import { Panel } from '../../../components/ui/panel.tsx'
import { useDebounced } from '../../../lib/use-debounced.ts'
import { ExecutionFilters } from '../../workflow/components/execution-filters.tsx'
import { ExecutionRows } from '../../workflow/components/execution-rows.tsx'
import { NothingFits } from '../../workflow/components/nothing-fits.tsx'
import { exportAddress, toHistoryListFilter } from '../history-filter.ts'
import { useHistoryFilter } from '../hooks/use-history-filter.ts'
import { useStatistics } from '../hooks/use-statistics.ts'
import { ProjectSelect } from './project-select.tsx'
import { StatisticsPanel } from './statistics-panel.tsx'

/** Everything that ever ran, to be searched, counted and taken along. */
export function HistoryView() {
  return (
    <NuqsAdapter>
      <History />
    </NuqsAdapter>
  )
}

function History() {
  const { filter: typed, change, clear } = useHistoryFilter()
  const filter = { ...typed, text: useDebounced(typed.text) }
  const { data: statistics, error } = useStatistics(filter)
  const listFilter = toHistoryListFilter(filter)
  const isFiltering = Object.keys(listFilter).length > 0
  return (
    <div className="space-y-5">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h1 className="text-xl font-semibold tracking-tight">History</h1>
        <a href={exportAddress(listFilter)} download className={buttonStyle({ size: 'small' })}>
          <Download aria-hidden />
          Export CSV
        </a>
      </div>
      <ExecutionFilters
        filter={typed}
        skills={statistics?.skills.map(({ skill }) => skill) ?? []}
        onChange={change}
      >
        <ProjectSelect project={typed.project} onChange={(project) => change({ project })} />
      </ExecutionFilters>
      <StatisticsPanel
        statistics={statistics}
        error={error}
        days={typed.days}
        onDaysChange={(days) => change({ days })}
      />
      <Panel title="Executions" className="min-w-0">
        <ExecutionRows
          filter={listFilter}
          showProject
          empty={
            isFiltering ? (
              <NothingFits onClear={clear} />
            ) : (
              <EmptyState title="Nothing has run yet">
                Open a project and start one of its skills. Every execution, of every project, is listed here.
              </EmptyState>
            )
          }
        />
      </Panel>
    </div>
  )
}
