import { randomUUID } from 'node:crypto'
import { EXECUTION_SCHEMA_VERSION, type AnswerEntry, type WorkflowExecution } from '../../src/schema/index.ts'

/** A record as a start makes it, with what the test says about it. */
export function newExecution(overrides: Partial<WorkflowExecution> = {}): WorkflowExecution {
  const at = overrides.startedAt ?? '2026-03-01T08:00:00.000Z'
  return {
    id: randomUUID(),
    schemaVersion: EXECUTION_SCHEMA_VERSION,
    revision: 0,
    projectId: 'shop',
    projectName: 'Shop',
    projectPath: '/projects/shop',
    skill: 'review',
    agent: 'demo',
    status: 'queued',
    answers: [],
    timeoutMs: 600_000,
    runs: [],
    timeline: [{ at, event: 'accepted' }],
    startedAt: at,
    updatedAt: at,
    ...overrides,
  }
}

/** An instant that is later with every number. */
export function instant(number: number): string {
  return new Date(Date.UTC(2026, 2, 1, 9) + number * 1_000).toISOString()
}

export function newAnswer(answeredAt: string): AnswerEntry {
  const question = { id: 'q1', question: 'Which shelf?', options: [], multiSelect: false }
  return { questionSetId: randomUUID(), questions: [question], answers: { q1: 'The top one' }, answeredAt }
}
