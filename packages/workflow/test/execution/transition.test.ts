import { describe, expect, it } from 'vitest'
import {
  ForbiddenTransition,
  TRANSITIONS,
  transition,
  type ExecutionEvent,
  type ExecutionEventType,
} from '../../src/execution/transition.ts'
import type { ExecutionStatus, WorkflowExecution } from '../../src/schema/index.ts'

const AT = '2026-01-02T03:04:05.000Z'
const SET_ID = '7f0e2b62-7a0a-4c35-9d3f-0f1e2d3c4b5a'
const receipt = {
  reason: 'cancelled' as const,
  requestedAt: AT,
  signals: [],
  seen: [],
  survivors: [],
  endedAt: AT,
}
const question = { id: 'q1', question: 'Which?', options: [], multiSelect: false }

const EVENTS: Record<ExecutionEventType, ExecutionEvent> = {
  run_started: { type: 'run_started', at: AT, agentVersion: '2.1.330' },
  input_requested: {
    type: 'input_requested',
    at: AT,
    run: { endedAt: AT, sessionCostUsd: 0.5 },
    output: { status: 'needs_input' },
    questionSet: { id: SET_ID, questions: [question] },
  },
  answered: {
    type: 'answered',
    at: AT,
    entry: { questionSetId: SET_ID, questions: [question], answers: { q1: 'This' }, answeredAt: AT },
  },
  completed: {
    type: 'completed',
    at: AT,
    run: { endedAt: AT, exitCode: 0 },
    output: { status: 'completed' },
  },
  failed: { type: 'failed', at: AT, error: { code: 'SPAWN_FAILED', message: 'no process' } },
  cancelled: { type: 'cancelled', at: AT, stop: receipt },
}

/** The specification once more, as a table of its own: rows are statuses, columns events, `-` is forbidden. */
const TABLE = `
                   run_started  input_requested    answered  completed  failed  cancelled
queued             running      -                  -         -          failed  cancelled
running            -            waiting_for_input  -         completed  failed  cancelled
waiting_for_input  -            -                  queued    -          -       cancelled
completed          -            -                  -         -          -       -
failed             -            -                  -         -          -       -
cancelled          -            -                  -         -          -       -
`

const rows = readTable(TABLE)

describe('the transition table', () => {
  it('is the specification, cell by cell', () => {
    const specified = rows.filter(({ to }) => to !== '-').map(({ from, event, to }) => [from, event, to])
    const coded = Object.entries(TRANSITIONS).flatMap(([from, events]) =>
      Object.entries(events).map(([event, to]) => [from, event, to]),
    )
    expect(coded.sort()).toEqual(specified.sort())
  })

  it.each(rows.filter(({ to }) => to !== '-'))('leads from $from by $event to $to', ({ from, event, to }) => {
    const moved = transition(executionIn(from), EVENTS[event])
    expect(moved).toMatchObject({ status: to, updatedAt: AT })
  })

  it.each(rows.filter(({ to }) => to === '-'))('forbids $event in $from', ({ from, event }) => {
    const execution = executionIn(from)
    const before = structuredClone(execution)
    expect(() => transition(execution, EVENTS[event])).toThrow(ForbiddenTransition)
    expect(execution).toEqual(before)
  })
})

describe('transition', () => {
  it('never changes the record that it was given', () => {
    for (const { from, event, to } of rows) {
      if (to === '-') continue
      const execution = Object.freeze(executionIn(from))
      const before = structuredClone(execution)
      transition(execution, EVENTS[event])
      expect(execution).toEqual(before)
    }
  })

  it('takes the question away with its answer, and keeps it in the history', () => {
    const answered = transition(executionIn('waiting_for_input'), EVENTS.answered)
    expect(answered).not.toHaveProperty('questionSet')
    expect(answered).not.toHaveProperty('output')
    expect(answered.answers).toEqual([
      expect.objectContaining({ questionSetId: SET_ID, questions: [question] }),
    ])
  })

  it('takes the open question away with a cancel', () => {
    expect(transition(executionIn('waiting_for_input'), EVENTS.cancelled)).not.toHaveProperty('questionSet')
  })

  it('P25 keeps the receipt of a run that was stopped after its answer, until the next run', () => {
    const stop = { ...receipt, reason: 'lingered' as const }
    for (const event of [EVENTS.completed, EVENTS.input_requested] as const) {
      expect(transition(executionIn('running'), { ...event, stop } as ExecutionEvent).stop).toEqual(stop)
    }
    const waiting = { ...executionIn('waiting_for_input'), stop }
    expect(transition(waiting, EVENTS.answered)).not.toHaveProperty('stop')
  })

  it('leaves the runs alone when nothing ran', () => {
    const execution = { ...executionIn('queued'), runs: [{ attempt: 1, startedAt: AT, endedAt: AT }] }
    expect(transition(execution, EVENTS.failed).runs).toEqual(execution.runs)
  })
})

function executionIn(status: ExecutionStatus): WorkflowExecution {
  return {
    id: '0b0e2b62-7a0a-4c35-9d3f-0f1e2d3c4b5a',
    schemaVersion: 4,
    revision: 3,
    projectId: 'p',
    projectName: 'p',
    projectPath: '/p',
    skill: 'review',
    agent: 'claude',
    status,
    answers: [],
    timeoutMs: 600_000,
    runs: status === 'queued' ? [] : [{ attempt: 1, startedAt: '2026-01-02T03:00:00.000Z' }],
    timeline: [{ at: '2026-01-02T03:00:00.000Z', event: 'accepted' }],
    startedAt: '2026-01-02T03:00:00.000Z',
    updatedAt: '2026-01-02T03:00:00.000Z',
    ...(status === 'waiting_for_input' && {
      output: { status: 'needs_input' },
      questionSet: { id: SET_ID, questions: [question] },
    }),
  }
}

function readTable(table: string) {
  const [head = '', ...lines] = table.trim().split('\n')
  const events = head.trim().split(/\s+/) as ExecutionEventType[]
  return lines.flatMap((line) => {
    const [from, ...cells] = line.split(/\s+/) as [ExecutionStatus, ...string[]]
    return events.map((event, column) => ({ from, event, to: cells[column] ?? '' }))
  })
}
