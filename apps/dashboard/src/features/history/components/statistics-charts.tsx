'use client'

import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import type { Statistics } from '@specflow/workflow/schema'
import { formatCost } from '../../../lib/format.ts'
import type { Measure } from '../measure.ts'

const MOST_BARS = 8
const TICK = { fill: 'var(--ink-faint)', fontSize: 11 }
const TOOLTIP = {
  contentStyle: {
    background: 'var(--surface)',
    border: '1px solid var(--line)',
    borderRadius: 6,
    color: 'var(--ink)',
    fontSize: 12,
  },
  cursor: { fill: 'var(--sunken)' },
  isAnimationActive: false,
}

interface Series {
  key: 'costUsd' | 'runs' | 'completed' | 'failed' | 'cancelled'
  label: string
  colour: string
}

/** What the bars are high by. Outcomes stand on each other. */
const SERIES: Record<Measure, readonly Series[]> = {
  cost: [{ key: 'costUsd', label: 'Cost', colour: 'var(--accent)' }],
  runs: [{ key: 'runs', label: 'Runs', colour: 'var(--accent)' }],
  outcomes: [
    { key: 'completed', label: 'Completed', colour: 'var(--good)' },
    { key: 'failed', label: 'Failed', colour: 'var(--danger)' },
    { key: 'cancelled', label: 'Cancelled', colour: 'var(--ink-faint)' },
  ],
}

interface StatisticsChartsProps {
  statistics: Statistics
  measure: Measure
}

/** The pictures of the statistics; their numbers are in the tables beneath, so that none has to be read off. */
export function StatisticsCharts({ statistics: { days, projects, skills }, measure }: StatisticsChartsProps) {
  const byDay = days.map(({ day, ...figures }) => ({ name: day.slice(5), ...figures }))
  const byProject = projects.map(({ projectName, ...figures }) => ({ name: projectName, ...figures }))
  const bySkill = skills.map(({ skill, ...figures }) => ({ name: skill, ...figures }))
  return (
    <div aria-hidden className="grid gap-5 md:grid-cols-3">
      <Chart title="By day" measure={measure} rows={byDay} />
      <Chart title="By project" measure={measure} rows={byProject.slice(0, MOST_BARS)} />
      <Chart title="By skill" measure={measure} rows={bySkill.slice(0, MOST_BARS)} />
    </div>
  )
}

interface ChartProps {
  title: string
  measure: Measure
  rows: readonly ({ name: string } & Record<Series['key'], number>)[]
}

function Chart({ title, measure, rows }: ChartProps) {
  const isMoney = measure === 'cost'
  const show = (value: unknown) => (isMoney ? formatCost(Number(value)) : String(value))
  return (
    <div className="min-w-0">
      <p className="mb-1 text-xs text-ink-faint">{title}</p>
      <ResponsiveContainer width="100%" height={200}>
        <BarChart
          data={[...rows]}
          margin={{ top: 4, right: 4, bottom: 0, left: 0 }}
          accessibilityLayer={false}
        >
          <CartesianGrid vertical={false} stroke="var(--line)" />
          <XAxis dataKey="name" tick={TICK} tickLine={false} axisLine={false} minTickGap={16} />
          <YAxis
            tick={TICK}
            tickLine={false}
            axisLine={false}
            width={isMoney ? 48 : 28}
            allowDecimals={isMoney}
            tickFormatter={show}
          />
          <Tooltip {...TOOLTIP} formatter={show} />
          {SERIES[measure].map(({ key, label, colour }) => (
            <Bar key={key} dataKey={key} name={label} fill={colour} stackId="all" isAnimationActive={false} />
          ))}
        </BarChart>
      </ResponsiveContainer>
    </div>
  )
}
