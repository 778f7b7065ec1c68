import { describe, expect, it } from 'vitest'
import { statisticsInputSchema, type ExecutionStatus, type Run } from '../../src/schema/index.ts'
import { createDayReader, daysUntil } from '../../src/statistics/days.ts'
import { summarizeDays } from '../../src/statistics/summarize-days.ts'
import { surveyExecutions } from '../../src/statistics/survey-executions.ts'
import { toIndexEntry } from '../../src/store/execution-index.ts'
import { newExecution } from '../support/executions.ts'

const NOW = new Date('2026-03-31T10:00:00.000Z')

function run(endedAt: string, costUsd?: number): Run {
  return { attempt: 1, startedAt: endedAt, endedAt, ...(costUsd !== undefined && { costUsd }) }
}

function ended(completedAt: string, runs: Run[], part: { skill?: string; status?: ExecutionStatus } = {}) {
  return toIndexEntry(newExecution({ status: 'completed', completedAt, runs, ...part }))
}

const statistics = (
  executions: Parameters<typeof summarizeDays>[0],
  input: Partial<Parameters<typeof summarizeDays>[1]> = {},
) => summarizeDays(executions, statisticsInputSchema.parse({ timeZone: 'UTC', ...input }), NOW)

describe('statistics', () => {
  it('count each run on the day on which it ended, with its cost, and the outcome where the execution ended', () => {
    const asked = ended('2026-03-31T08:00:00.000Z', [
      run('2026-03-30T23:00:00.000Z', 0.5),
      run('2026-03-31T08:00:00.000Z', 0.25),
    ])
    const failed = ended('2026-03-31T09:00:00.000Z', [run('2026-03-31T09:00:00.000Z')], {
      status: 'failed',
      skill: 'plan',
    })
    const { days, projects, skills, total } = statistics([asked, failed], { days: 2 })
    const none = { completed: 0, failed: 0, cancelled: 0, unknownCosts: 0 }
    expect(days).toEqual([
      { ...none, day: '2026-03-30', runs: 1, costUsd: 0.5 },
      { ...none, day: '2026-03-31', runs: 2, costUsd: 0.25, completed: 1, failed: 1, unknownCosts: 1 },
    ])
    expect(total).toEqual({ ...none, runs: 3, costUsd: 0.75, completed: 1, failed: 1, unknownCosts: 1 })
    expect(projects).toEqual([{ ...total, projectId: 'shop', projectName: 'Shop' }])
    expect(skills.map(({ costUsd, skill, unknownCosts }) => [skill, costUsd, unknownCosts])).toEqual([
      ['review', 0.75, 0],
      ['plan', 0, 1],
    ])
  })

  it('leave out what ended before, and what the filter does not let through', () => {
    const before = ended('2026-03-30T08:00:00.000Z', [run('2026-03-30T08:00:00.000Z', 1)])
    const today = ended('2026-03-31T08:00:00.000Z', [run('2026-03-31T08:00:00.000Z', 2)], { skill: 'plan' })
    expect(statistics([before, today], { days: 1 }).total).toMatchObject({ runs: 1, costUsd: 2 })
    expect(statistics([before, today], { days: 1 }).skills.map(({ skill }) => skill)).toEqual(['plan'])
    expect(statistics([before, today], { skill: 'review' }).total).toMatchObject({ costUsd: 1 })
    expect(statistics([before, today], { status: ['failed'] }).total).toMatchObject({ runs: 0 })
    expect(statistics([before, today], { projectId: 'other' }).total).toMatchObject({ runs: 0 })
  })

  it.each([
    ['Pacific/Auckland', '2026-03-31T12:30:00.000Z', '2026-04-01'],
    ['America/Los_Angeles', '2026-03-31T06:30:00.000Z', '2026-03-30'],
    ['Europe/Berlin', '2026-03-29T22:30:00.000Z', '2026-03-30'],
  ])('know the day of %s', (timeZone, instant, day) => {
    expect(createDayReader(timeZone)(instant)).toBe(day)
  })

  it('go through days of 23 hours and through months', () => {
    expect(daysUntil('2026-04-01', 5)).toEqual([
      '2026-03-28',
      '2026-03-29',
      '2026-03-30',
      '2026-03-31',
      '2026-04-01',
    ])
    expect(statistics([], { days: 30, timeZone: 'Europe/Berlin' }).days).toHaveLength(30)
  })
})

describe('the survey', () => {
  const moment = { timeZone: 'UTC', now: NOW }

  it('has those who wait longest first, and the newest end first', () => {
    const waits = ['2026-03-31T02:00:00.000Z', '2026-03-31T01:00:00.000Z'].map((at) =>
      toIndexEntry(
        newExecution({
          status: 'waiting_for_input',
          questionSet: { id: crypto.randomUUID(), questions: [question()] },
          timeline: [{ at, event: 'input_requested' }],
        }),
      ),
    )
    const ends = ['2026-03-31T05:00:00.000Z', '2026-03-31T06:00:00.000Z'].map((at) => ended(at, []))
    const survey = surveyExecutions([...waits, ...ends], moment)
    expect(survey.waiting.map(({ id }) => id)).toEqual([waits[1]?.summary.id, waits[0]?.summary.id])
    expect(survey.finished.map(({ id }) => id)).toEqual([ends[1]?.summary.id, ends[0]?.summary.id])
    expect(survey.counts).toEqual({ queued: 0, running: 0, waiting_for_input: 2 })
    expect(survey.projects).toEqual([
      {
        projectId: 'shop',
        counts: { queued: 0, running: 0, waiting_for_input: 2 },
        last: {
          id: ends[1]?.summary.id,
          skill: 'review',
          status: 'completed',
          endedAt: '2026-03-31T06:00:00.000Z',
        },
      },
    ])
  })

  it('is cut where there is much, and counts all the same', () => {
    const queued = Array.from({ length: 60 }, () => toIndexEntry(newExecution()))
    const survey = surveyExecutions(queued, moment)
    expect(survey.queued).toHaveLength(50)
    expect(survey.counts.queued).toBe(60)
  })

  it('sums the costs of today and of the month, and what of it is not known', () => {
    const runs = [
      run('2026-02-28T23:59:59.000Z', 100),
      run('2026-03-01T00:00:00.000Z', 1),
      run('2026-03-31T00:00:00.000Z', 0.25),
      run('2026-03-31T01:00:00.000Z'),
    ]
    const { costs } = surveyExecutions([ended('2026-03-31T01:00:00.000Z', runs)], moment)
    expect(costs).toEqual({
      today: { costUsd: 0.25, unknownCosts: 1 },
      month: { costUsd: 1.25, unknownCosts: 1 },
    })
  })
})

function question() {
  return { id: 'q1', question: 'Which shelf?', options: [], multiSelect: false }
}
