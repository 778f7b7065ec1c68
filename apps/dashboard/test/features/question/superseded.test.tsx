// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { AnswerEntry, WorkflowExecution } from '@specflow/workflow/schema'
import { QuestionPanel } from '../../../src/features/question/components/question-panel.tsx'
import { onActionRequest } from '../../../src/features/workflow/action-requests.ts'
import { createFakeApi, noAnswer, type Call } from '../../support/fake-api.tsx'
import { EXECUTION_ID, execution, questionSet } from '../../support/records.ts'

const AT = '2026-01-01T00:05:00.000Z'
const ELSEWHERE = 'These questions were answered elsewhere'
let questionSetId = ''

beforeEach(() => {
  questionSetId = crypto.randomUUID()
  window.sessionStorage.clear()
})
afterEach(cleanup)

const waiting = () => execution({ status: 'waiting_for_input', questionSet: questionSet(questionSetId) })

function entry(part: Partial<AnswerEntry> = {}): AnswerEntry {
  const { questions } = questionSet(questionSetId)
  const answers = { q1: 'PostgreSQL', q2: ['Linux'], q3: 'Borealis' }
  return { questionSetId, questions, answers, answeredAt: AT, ...part }
}

function renderPanel(record = waiting(), answer: (call: Call) => unknown = () => execution({ revision: 2 })) {
  const api = createFakeApi(answer)
  const panel = (shown: WorkflowExecution) => <QuestionPanel execution={shown} onAnswered={() => undefined} />
  const view = render(panel(record), api)
  return { ...api, ...view, show: (next: WorkflowExecution) => act(() => view.rerender(panel(next))) }
}

const type = (name: string, value: string) =>
  fireEvent.change(screen.getByRole('textbox', { name }), { target: { value } })
const answeredElsewhere = (part: Partial<WorkflowExecution> = {}) =>
  execution({ status: 'running', revision: 3, answers: [entry()], ...part })

it('says at the next poll that the questions were answered elsewhere, when and how', () => {
  const { show } = renderPanel()
  screen.getByRole('radio', { name: 'SQLite' }).focus()
  show(answeredElsewhere())
  const alert = screen.getByRole('alert', { name: ELSEWHERE })
  expect(alert.textContent).toContain('2026-01-01 00:05:00 UTC')
  expect(alert.textContent).toContain('Which database?PostgreSQL')
  expect(alert.textContent).not.toContain('was not sent')
  expect(document.activeElement).toBe(alert)
  fireEvent.click(screen.getByRole('button', { name: 'Close' }))
  expect(screen.queryByRole('alert')).toBeNull()
})

it('leaves the focus alone when it is elsewhere', () => {
  const { show } = renderPanel()
  const elsewhere = document.body.appendChild(document.createElement('button'))
  elsewhere.focus()
  show(answeredElsewhere())
  expect(screen.getByRole('alert', { name: ELSEWHERE })).toBeDefined()
  expect(document.activeElement).toBe(elsewhere)
  elsewhere.remove()
})

it('keeps what was typed over a reload, and offers it as a follow-up once the execution has ended', () => {
  const asked: string[] = []
  const stop = onActionRequest(EXECUTION_ID, (action) => asked.push(action))
  const { show, unmount } = renderPanel()
  fireEvent.click(screen.getByRole('radio', { name: 'SQLite' }))
  type('Other answer to: Which database?', 'DuckDB')
  type('Anything else for the agent (optional)', 'Mind the order')
  show(answeredElsewhere())
  expect(screen.getByText('Which database? DuckDB Mind the order')).toBeDefined()
  expect(screen.getByRole('button', { name: 'Copy my answers' })).toBeDefined()
  expect(screen.queryByRole('button', { name: 'Send as a follow-up' })).toBeNull()
  unmount()

  const { sessionStorage } = window
  renderPanel(answeredElsewhere({ status: 'completed', sessionId: crypto.randomUUID() }))
  expect(screen.queryByRole('alert')).toBeNull()
  const send = screen.getByRole('button', { name: 'Send as a follow-up' })
  fireEvent.click(send)
  fireEvent.click(send)
  expect(asked).toEqual(['follow-up', 'follow-up'])
  expect(sessionStorage.getItem(`specflow.text.follow-up.${EXECUTION_ID}`)).toBe(
    'Which database?\nDuckDB\n\nMind the order',
  )
  fireEvent.click(screen.getByRole('button', { name: 'Discard my answers' }))
  expect(screen.queryByText(ELSEWHERE)).toBeNull()
  expect(Object.keys(sessionStorage).filter((key) => key.includes('draft'))).toEqual([])
  stop()
})

it.each([
  ['cancelled', { cancelledAt: AT }, 'It was cancelled before these questions were answered'],
  [
    'failed',
    { completedAt: AT, error: { code: 'TIMED_OUT', message: '' } },
    'It failed before these questions were answered: TIMED_OUT',
  ],
] as const)('keeps what was typed when the execution is %s meanwhile', (status, part, title) => {
  const { show } = renderPanel()
  type('What is it called?', 'Atlas')
  show(execution({ status, revision: 3, ...part }))
  const alert = screen.getByRole('alert', { name: title })
  expect(alert.textContent).toContain('2026-01-01 00:05:00 UTC')
  expect(alert.textContent).toContain('Atlas')
})

it('is silent about a cancel that loses no words', () => {
  const { show } = renderPanel()
  type('What is it called?', ' ')
  show(execution({ status: 'cancelled', revision: 3, cancelledAt: AT }))
  expect(screen.queryByRole('alert')).toBeNull()
})

it('shows the next questions below what happened to the last', () => {
  const { show } = renderPanel()
  type('What is it called?', 'Atlas')
  const next = questionSet(crypto.randomUUID())
  show(answeredElsewhere({ status: 'waiting_for_input', questionSet: next }))
  expect(screen.getByRole('alert', { name: ELSEWHERE }).textContent).toContain('Atlas')
  expect(screen.getByText('0 of 3 answered')).toBeDefined()
})

it('says nothing of its own answer, also when the answer of the server was lost', async () => {
  const { calls, show } = renderPanel(waiting(), () => {
    throw noAnswer()
  })
  fireEvent.click(screen.getByRole('radio', { name: 'SQLite' }))
  fireEvent.click(screen.getByRole('checkbox', { name: 'Linux' }))
  type('What is it called?', 'Atlas')
  fireEvent.click(screen.getByRole('button', { name: 'Send answers' }))
  await screen.findByRole('alert')
  const { requestId } = calls.find(({ path }) => path === 'workflow.answer')?.input as { requestId: string }
  const answers = { q1: 'SQLite', q2: ['Linux'], q3: 'Atlas' }
  show(answeredElsewhere({ answers: [entry({ answers, requestId })] }))
  await waitFor(() => expect(screen.queryByRole('alert')).toBeNull())
  expect(screen.queryByText(ELSEWHERE)).toBeNull()
})
