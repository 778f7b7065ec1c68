import {
  isTerminal,
  type ActiveCounts,
  type ExecutionStatus,
  type ExecutionSummary,
  type Overview,
  type ProjectActivity,
} from '../schema/index.ts'
import type { IndexedExecution } from '../store/port.ts'
import { createDayReader } from './days.ts'
import { countRun, noFigures } from './figures.ts'

const MAX_ACTIVE = 50
const MAX_FINISHED = 10
const MAX_PROJECTS = 200

export interface Survey extends Omit<Overview, 'running'> {
  running: IndexedExecution[]
}

interface Moment {
  timeZone: string
  now: Date
}

/** Everything at a glance, from what the index knows. */
export function surveyExecutions(executions: readonly IndexedExecution[], { timeZone, now }: Moment): Survey {
  const inOrder = (status: ExecutionStatus, since: (summary: ExecutionSummary) => string | undefined) =>
    executions
      .filter(({ summary }) => summary.status === status)
      .sort((a, b) => compareTexts(since(a.summary) ?? '', since(b.summary) ?? ''))
  const waiting = inOrder('waiting_for_input', ({ updatedAt, waitingSince }) => waitingSince ?? updatedAt)
  const running = inOrder('running', ({ runStartedAt, startedAt }) => runStartedAt ?? startedAt)
  const queued = inOrder('queued', ({ updatedAt }) => updatedAt)
  const finished = executions
    .filter(({ summary }) => isTerminal(summary.status))
    .sort((a, b) => compareTexts(endOf(b), endOf(a)))
  return {
    timeZone,
    counts: { queued: queued.length, running: running.length, waiting_for_input: waiting.length },
    waiting: summariesOf(waiting, MAX_ACTIVE),
    running: running.slice(0, MAX_ACTIVE),
    queued: summariesOf(queued, MAX_ACTIVE),
    finished: summariesOf(finished, MAX_FINISHED),
    projects: surveyProjects([...waiting, ...running, ...queued], finished),
    costs: sumCosts(executions, { timeZone, now }),
  }
}

function compareTexts(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}

function endOf({ endedAt, summary }: IndexedExecution): string {
  return endedAt ?? summary.updatedAt
}

function summariesOf(executions: readonly IndexedExecution[], limit: number): ExecutionSummary[] {
  return executions.slice(0, limit).map(({ summary }) => ({ ...summary }))
}

/** `finished` has the newest end first. */
function surveyProjects(
  active: readonly IndexedExecution[],
  finished: readonly IndexedExecution[],
): ProjectActivity[] {
  const found = new Map<string, ProjectActivity>()
  const activityOf = (projectId: string) => {
    const known = found.get(projectId)
    if (known) return known
    const activity: ProjectActivity = { projectId, counts: noCounts() }
    found.set(projectId, activity)
    return activity
  }
  for (const { summary } of active) {
    const { counts } = activityOf(summary.projectId)
    if (!isTerminal(summary.status)) counts[summary.status as keyof ActiveCounts] += 1
  }
  for (const execution of finished) {
    const { id, projectId, skill, status } = execution.summary
    activityOf(projectId).last ??= { id, skill, status, endedAt: endOf(execution) }
  }
  return [...found.values()].slice(0, MAX_PROJECTS)
}

function noCounts(): ActiveCounts {
  return { queued: 0, running: 0, waiting_for_input: 0 }
}

/** A run costs on the day on which it ended. */
function sumCosts(executions: readonly IndexedExecution[], { timeZone, now }: Moment): Overview['costs'] {
  const dayOf = createDayReader(timeZone)
  const today = dayOf(now)
  const sums = { today: noFigures(), month: noFigures() }
  for (const cost of executions.flatMap(({ costs }) => costs)) {
    const day = dayOf(cost.endedAt)
    if (day.slice(0, 7) === today.slice(0, 7)) countRun(sums.month, cost)
    if (day === today) countRun(sums.today, cost)
  }
  const { today: ofToday, month } = sums
  return {
    today: { costUsd: ofToday.costUsd, unknownCosts: ofToday.unknownCosts },
    month: { costUsd: month.costUsd, unknownCosts: month.unknownCosts },
  }
}
