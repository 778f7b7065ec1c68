'use client'

import dynamic from 'next/dynamic'
import { useState } from 'react'
import type { Statistics } from '@specflow/workflow/schema'
import { Panel } from '../../../components/ui/panel.tsx'
import { orNotLoaded } from '../../../components/ui/part-not-loaded.tsx'
import { Select, SelectContent, SelectItem, SelectTrigger } from '../../../components/ui/select.tsx'
import { formatCost, pluralize } from '../../../lib/format.ts'
import { RefusalNotice } from '../../system/components/refusal-notice.tsx'
import { DAY_CHOICES } from '../history-filter.ts'
import { MEASURES, readMeasure, type Measure } from '../measure.ts'
import { FiguresTables } from './figures-tables.tsx'

// The chart library is as large as all the rest of the page.
const StatisticsCharts = dynamic(
  orNotLoaded(() => import('./statistics-charts.tsx').then((charts) => charts.StatisticsCharts)),
  { ssr: false, loading: () => <div className="h-172 md:h-54" /> },
)

interface StatisticsPanelProps {
  statistics: Statistics | undefined
  error: unknown
  days: number
  onDaysChange: (days: number) => void
}

/** Runs, outcomes and costs of the last days, as charts and as tables. */
export function StatisticsPanel({ statistics, error, days, onDaysChange }: StatisticsPanelProps) {
  const [measure, setMeasure] = useState<Measure>('cost')
  return (
    <Panel
      title="Statistics"
      actions={
        <div className="flex min-w-0 gap-2">
          <Select value={measure} onValueChange={(value) => setMeasure(readMeasure(value))}>
            <SelectTrigger aria-label="Measure" />
            <SelectContent>
              {Object.entries(MEASURES).map(([value, label]) => (
                <SelectItem key={value} value={value}>
                  {label}
                </SelectItem>
              ))}
            </SelectContent>
          </Select>
          <Select value={String(days)} onValueChange={(value) => onDaysChange(Number(value))}>
            <SelectTrigger aria-label="Days" />
            <SelectContent>
              {DAY_CHOICES.map((choice) => (
                <SelectItem key={choice} value={String(choice)}>
                  Last {choice} days
                </SelectItem>
              ))}
            </SelectContent>
          </Select>
        </div>
      }
    >
      {!statistics && error !== null && <RefusalNotice error={error} className="m-4" />}
      {statistics && (
        <div className="space-y-4 p-4">
          <Totals statistics={statistics} />
          <div className="min-h-172 md:min-h-54">
            <StatisticsCharts statistics={statistics} measure={measure} />
          </div>
          <FiguresTables statistics={statistics} />
        </div>
      )}
    </Panel>
  )
}

/** In words, which is also what the charts say to those who do not see them. */
function Totals({ statistics: { timeZone, total } }: { statistics: Statistics }) {
  const { cancelled, completed, costUsd, failed, runs, unknownCosts } = total
  return (
    <p className="text-sm text-ink-soft" title={`Days of ${timeZone}`}>
      <strong className="font-semibold text-ink tabular-nums">{formatCost(costUsd)}</strong> in{' '}
      {pluralize(runs, 'run')}: {completed} completed, {failed} failed, {cancelled} cancelled.
      {unknownCosts > 0 && ` What ${pluralize(unknownCosts, 'run')} cost is not known and not in the sum.`}
    </p>
  )
}
