import { expect, it } from 'vitest'
import { summarize, type WorkflowExecution } from '@specflow/workflow/schema'
import { readNews } from '../../../src/features/notification/news.ts'
import { EXECUTION_ID, execution, questionSet } from '../../support/records.ts'

const OPENED = '2026-01-01T00:00:10.000Z'
const LATER = '2026-01-01T00:00:20.000Z'
const EARLIER = '2026-01-01T00:00:05.000Z'

const read = (part: Partial<WorkflowExecution>) =>
  readNews(summarize(execution({ updatedAt: LATER, ...part })), Date.parse(OPENED))

const waiting = (askedAt: string, question = 'Which database?'): Partial<WorkflowExecution> => ({
  status: 'waiting_for_input',
  questionSet: { id: 's', questions: [{ id: 'q1', question, options: [], multiSelect: false }] },
  timeline: [{ at: askedAt, event: 'input_requested', attempt: 1 }],
})
const failed = (code: 'TIMED_OUT' | 'INTERRUPTED' | 'USAGE_LIMITED'): Partial<WorkflowExecution> => ({
  status: 'failed',
  completedAt: LATER,
  error: { code, message: 'No.' },
})

it.each([
  [waiting(LATER), 'Waiting for input · demo-ask', 'Sample: Which database?'],
  [{ status: 'completed', completedAt: LATER }, 'Completed · demo-ask', 'Sample'],
  [failed('TIMED_OUT'), 'Timed out · demo-ask', 'Sample: TIMED_OUT'],
  [failed('INTERRUPTED'), 'Lost · demo-ask', 'Sample: INTERRUPTED'],
  [failed('USAGE_LIMITED'), 'Failed · demo-ask', 'Sample: USAGE_LIMITED'],
] as const)('tells of %j', (part, title, body) => {
  expect(read(part)).toMatchObject({ executionId: EXECUTION_ID, title, body })
})

it.each([
  { status: 'queued' },
  { status: 'running' },
  { status: 'cancelled', completedAt: LATER },
  { status: 'completed', completedAt: EARLIER },
  waiting(EARLIER),
] satisfies Partial<WorkflowExecution>[])('does not tell of %j', (part) => {
  expect(read(part)).toBeUndefined()
})

it('names an event the same however often it is learned of, and another question differently', () => {
  const key = read(waiting(LATER))?.key
  expect(read({ ...waiting(LATER), revision: 9, questionSet: questionSet('s') })?.key).toBe(key)
  expect(read(waiting('2026-01-01T00:00:21.000Z'))?.key).not.toBe(key)
})

it('is one line of plain text in which nothing is hidden, whatever the agent wrote', () => {
  const news = read({
    ...waiting(LATER, '<b>Go\u202eno?</b>\u001b[31m red\n\nsecond\u0000'),
    projectName: 'Gar\nden\u2066',
  })
  expect(news?.body).toBe('Gar den‹U+2066›: <b>Go‹U+202E›no?</b> red second‹U+0000›')
})
