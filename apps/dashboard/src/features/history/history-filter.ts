import type { ListFilter } from '@specflow/workflow/schema'
import { readStatus, toListFilter, type ExecutionFilter } from '../workflow/execution-filter.ts'

/** What the address of the history page keeps. */
export interface HistoryFilter extends ExecutionFilter {
  project: string
  days: number
}

export const DAY_CHOICES = [7, 30, 90, 365] as const

export const DEFAULT_DAYS = 30

/** For the server, which renders the page that the browser then goes on with. */
export function readHistoryFilter(query: Record<string, string | string[] | undefined>): HistoryFilter {
  const read = (name: string) => {
    const value = query[name]
    return (Array.isArray(value) ? value[0] : value) ?? ''
  }
  return {
    text: read('text'),
    status: readStatus(read('status')),
    skill: read('skill'),
    project: read('project'),
    days: readDays(Number(read('days'))),
  }
}

export function readDays(days: number): number {
  return DAY_CHOICES.find((choice) => choice === days) ?? DEFAULT_DAYS
}

export function toHistoryListFilter({ project, ...filter }: HistoryFilter): ListFilter {
  return { ...toListFilter(filter), ...(project !== '' && { projectId: project }) }
}

/** What the charts ask for: the same executions as the list, of the last days. */
export function toStatisticsInput(filter: HistoryFilter) {
  const { status, ...rest } = toHistoryListFilter(filter)
  return { ...rest, ...(status && { status: [...status] }), days: filter.days }
}

/** Where the list can be had as a file. */
export function exportAddress(filter: ListFilter): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(filter)) query.set(name, String(value))
  return `/api/workflow/export?${query.toString()}`
}
