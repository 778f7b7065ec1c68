'use client'

import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import type { Statistics } from '@specflow/workflow/schema'
import { formatAxisCost, formatCost } from '../../../lib/format.ts'
import type { Measure } from '../measure.ts'

const MOST_BARS = 8
const THICKEST_BAR_PX = 28
const LONGEST_NAME = 16
const AXIS = { tick: { fill: 'var(--ink-faint)', fontSize: 11 }, tickLine: false, axisLine: false }
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
      <Chart title="By project" measure={measure} rows={byProject.slice(0, MOST_BARS)} isByName />
      <Chart title="By skill" measure={measure} rows={bySkill.slice(0, MOST_BARS)} isByName />
    </div>
  )
}

interface ChartProps {
  title: string
  measure: Measure
  rows: readonly ({ name: string } & Record<Series['key'], number>)[]
  /** The bars lie, since names need more room than days. */
  isByName?: boolean
}

function Chart({ title, measure, rows, isByName = false }: ChartProps) {
  const isMoney = measure === 'cost'
  const show = (value: unknown) => (isMoney ? formatCost(Number(value)) : String(value))
  const amounts = {
    ...AXIS,
    type: 'number',
    allowDecimals: isMoney,
    tickFormatter: isMoney ? formatAxisCost : String,
  } as const
  const names = { ...AXIS, type: 'category', dataKey: 'name', minTickGap: 8 } as const
  return (
    <div className="min-w-0">
      <p className="mb-1 text-xs text-ink-faint">{title}</p>
      <ResponsiveContainer width="100%" height={200}>
        <BarChart
          data={[...rows]}
          layout={isByName ? 'vertical' : 'horizontal'}
          margin={{ top: 4, right: 16, bottom: 0, left: 0 }}
          accessibilityLayer={false}
        >
          <CartesianGrid vertical={isByName} horizontal={!isByName} stroke="var(--line)" />
          {isByName ? <XAxis {...amounts} tickCount={3} /> : <XAxis {...names} />}
          {isByName ? (
            <YAxis {...names} width={104} tickFormatter={shortName} />
          ) : (
            <YAxis {...amounts} width={isMoney ? 52 : 28} />
          )}
          <Tooltip {...TOOLTIP} formatter={show} />
          {SERIES[measure].map(({ key, label, colour }) => (
            <Bar
              key={key}
              dataKey={key}
              name={label}
              fill={colour}
              stackId="all"
              maxBarSize={THICKEST_BAR_PX}
              isAnimationActive={false}
            />
          ))}
        </BarChart>
      </ResponsiveContainer>
    </div>
  )
}

function shortName(name: string): string {
  return name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1)}…` : name
}
