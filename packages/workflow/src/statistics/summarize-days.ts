import { createListMatcher, type Figures, type Statistics, type StatisticsInput } from '../schema/index.ts'
import type { IndexedExecution } from '../store/port.ts'
import { createDayReader, daysUntil, ownTimeZone } from './days.ts'
import { countOutcome, countRun, noFigures } from './figures.ts'

/** What ended in the last days, by day, project and skill. */
export function summarizeDays(
  executions: readonly IndexedExecution[],
  { days, timeZone = ownTimeZone(), ...filter }: StatisticsInput,
  now: Date,
): Statistics {
  const dayOf = createDayReader(timeZone)
  const byDay = new Map(daysUntil(dayOf(now), days).map((day) => [day, noFigures()]))
  const projects = new Map<string, Figures & { projectName: string }>()
  const skills = new Map<string, Figures>()
  const total = noFigures()
  const matches = createListMatcher(filter)

  for (const { costs, endedAt, summary } of executions) {
    if (!matches(summary)) continue
    const { projectId, projectName, skill, status } = summary
    const count = (instant: string, add: (figures: Figures) => void) => {
      const ofDay = byDay.get(dayOf(instant))
      if (!ofDay) return
      const ofProject = projects.get(projectId) ?? { ...noFigures(), projectName }
      const ofSkill = skills.get(skill) ?? noFigures()
      projects.set(projectId, ofProject)
      skills.set(skill, ofSkill)
      for (const figures of [ofDay, ofProject, ofSkill, total]) add(figures)
    }
    for (const cost of costs) count(cost.endedAt, (figures) => countRun(figures, cost))
    if (endedAt !== undefined) count(endedAt, (figures) => countOutcome(figures, status))
  }

  return {
    timeZone,
    total,
    days: [...byDay].map(([day, figures]) => ({ day, ...figures })),
    projects: [...projects].map(([projectId, figures]) => ({ projectId, ...figures })).sort(byCost),
    skills: [...skills].map(([skill, figures]) => ({ skill, ...figures })).sort(byCost),
  }
}

function byCost(a: Figures, b: Figures): number {
  return b.costUsd - a.costUsd || b.runs - a.runs
}
