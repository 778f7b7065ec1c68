// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { QuestionPanel } from '../../../src/features/question/components/question-panel.tsx'
import { createFakeApi, noAnswer, refusal, type Call } from '../../support/fake-api.tsx'
import { EXECUTION_ID, execution, questionSet } from '../../support/records.ts'

let questionSetId = ''

beforeEach(() => {
  questionSetId = crypto.randomUUID()
})
afterEach(cleanup)

const waiting = (part = {}) =>
  execution({ status: 'waiting_for_input', questionSet: questionSet(questionSetId), ...part })

function renderPanel(answer: (call: Call) => unknown = () => execution({ revision: 2 })) {
  const api = createFakeApi(answer)
  let answered = 0
  const panel = (record = waiting()) => (
    <QuestionPanel execution={record} onAnswered={() => (answered += 1)} />
  )
  const view = render(panel(), api)
  const submits = () => api.calls.filter(({ path }) => path === 'workflow.answer').map(({ input }) => input)
  return {
    ...view,
    submits,
    rerenderWith: (part: object) => view.rerender(panel(waiting(part))),
    answered: () => answered,
  }
}

const button = () => screen.getByRole<HTMLButtonElement>('button', { name: /Send answers|Sending/ })
const type = (name: string, value: string) =>
  fireEvent.change(screen.getByRole('textbox', { name }), { target: { value } })
const choose = (role: 'radio' | 'checkbox', name: string) => fireEvent.click(screen.getByRole(role, { name }))

function fillIn() {
  choose('radio', 'SQLite')
  choose('checkbox', 'Linux')
  choose('checkbox', 'macOS, arm')
  type('What is it called?', 'Atlas')
}

it('shows every question of the set at once, each by its name', () => {
  renderPanel()
  expect(
    within(screen.getByRole('radiogroup', { name: 'Which database?' })).getAllByRole('radio'),
  ).toHaveLength(3)
  expect(
    within(screen.getByRole('group', { name: 'Which platforms?' })).getAllByRole('checkbox'),
  ).toHaveLength(3)
  expect(screen.getByRole('textbox', { name: 'What is it called?' })).toBeDefined()
  expect(screen.getByText('A server')).toBeDefined()
})

it('names what is missing and goes there instead of sending half of the answers', () => {
  const { submits } = renderPanel()
  choose('radio', 'PostgreSQL')
  choose('checkbox', 'Linux')
  expect(screen.getByText('2 of 3 answered')).toBeDefined()
  fireEvent.click(button())
  expect(screen.getByRole('alert').textContent).toBe('Not answered yetWhat is it called?')
  expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'What is it called?' }))
  type('What is it called?', 'Atlas')
  expect(screen.queryByRole('alert')).toBeNull()
  choose('checkbox', 'Linux')
  fireEvent.click(button())
  expect(document.activeElement).toBe(screen.getByRole('checkbox', { name: 'Linux' }))
  expect(submits()).toEqual([])
})

it('asks for own words that are announced but not written', () => {
  renderPanel()
  fillIn()
  choose('checkbox', 'Other')
  fireEvent.click(button())
  expect(document.activeElement).toBe(
    screen.getByRole('textbox', { name: 'Other answer to: Which platforms?' }),
  )
})

it.each(['ctrlKey', 'metaKey'])('sends once by %s and Enter, however long it is held', async (modifier) => {
  const { submits, answered } = renderPanel()
  fillIn()
  const field = screen.getByRole('textbox', { name: 'What is it called?' })
  fireEvent.keyDown(field, { key: 'Enter' })
  fireEvent.keyDown(field, { key: 'Enter', [modifier]: true, repeat: true })
  expect(submits()).toEqual([])
  fireEvent.keyDown(field, { key: 'Enter', [modifier]: true })
  await waitFor(() => expect(answered()).toBe(1))
  expect(submits()).toHaveLength(1)
})

it('sends a string for a single choice, a list for a multiple one, and the message', async () => {
  const { submits, answered } = renderPanel()
  fillIn()
  type('Anything else for the agent (optional)', 'Thank you')
  fireEvent.click(button())
  await waitFor(() => expect(answered()).toBe(1))
  expect(submits()).toEqual([
    {
      id: EXECUTION_ID,
      questionSetId,
      answers: { q1: 'SQLite', q2: ['Linux', 'macOS, arm'], q3: 'Atlas' },
      message: 'Thank you',
      requestId: expect.any(String) as string,
    },
  ])
})

it('takes own words for a choice as soon as they are typed', async () => {
  const { submits, answered } = renderPanel()
  fillIn()
  type('Other answer to: Which database?', 'DuckDB')
  type('Other answer to: Which platforms?', 'BSD')
  fireEvent.click(button())
  await waitFor(() => expect(answered()).toBe(1))
  expect(submits()).toMatchObject([{ answers: { q1: 'DuckDB', q2: ['Linux', 'macOS, arm', 'BSD'] } }])
})

it('carries one request id when it is sent twice', async () => {
  let failing = true
  const { submits, answered } = renderPanel(() => {
    if (!failing) return execution({ revision: 2 })
    throw noAnswer()
  })
  fillIn()
  fireEvent.click(button())
  expect((await screen.findByRole('alert')).textContent).toContain('The server did not answer')
  failing = false
  fireEvent.click(button())
  await waitFor(() => expect(answered()).toBe(1))
  const [first, second] = submits() as { requestId: string }[]
  expect(second?.requestId).toBe(first?.requestId)
})

it.each([
  ['ALREADY_ANSWERED', 'These questions were already answered'],
  ['STALE_QUESTIONS', 'The agent asks something else by now'],
  ['ANSWERS_INVALID', 'The answers do not fit the questions'],
] as const)('keeps the draft and says so in plain words when the server answers %s', async (code, words) => {
  renderPanel(() => {
    throw refusal(code, 'The particulars.')
  })
  fillIn()
  fireEvent.click(button())
  const alert = await screen.findByRole('alert')
  expect(alert.textContent).toContain(words)
  expect(alert.textContent).toContain('The particulars.')
  expect(alert.textContent).toContain(code)
  expect(screen.getByRole('radio', { name: 'SQLite' }).getAttribute('aria-checked')).toBe('true')
  expect(screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'What is it called?' }).value).toBe('Atlas')
})

it('keeps the draft through polls, and when the page is left and entered again', () => {
  const { rerenderWith, unmount } = renderPanel()
  fillIn()
  rerenderWith({ revision: 5 })
  expect(screen.getByText('3 of 3 answered')).toBeDefined()
  unmount()
  renderPanel()
  expect(screen.getByText('3 of 3 answered')).toBeDefined()
})

it('starts the next set with an empty form', () => {
  const { rerenderWith } = renderPanel()
  fillIn()
  act(() => rerenderWith({ questionSet: questionSet(crypto.randomUUID()) }))
  expect(screen.getByText('0 of 3 answered')).toBeDefined()
})

it('shows markup of the agent as text', () => {
  const { rerenderWith } = renderPanel()
  rerenderWith({
    output: { status: 'needs_input', message: '<img src=x onerror=alert(1)> [a](https://a.example)' },
  })
  expect(screen.getByText('<img src=x onerror=alert(1)> [a](https://a.example)')).toBeDefined()
  expect(screen.queryByRole('link')).toBeNull()
})
