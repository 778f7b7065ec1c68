// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Brought, Preflight } from '@specflow/workflow/schema'
import { QuestionPanel } from '../../../src/features/question/components/question-panel.tsx'
import { FollowUpForm } from '../../../src/features/workflow/components/follow-up-form.tsx'
import { RetryForm } from '../../../src/features/workflow/components/retry-form.tsx'
import { StartSkillForm } from '../../../src/features/workflow/components/start-skill-form.tsx'
import { createFakeApi, refusal, type Call, type FakeApi } from '../../support/fake-api.tsx'
import { execution } from '../../support/records.ts'

vi.mock('next/navigation', () => ({ useRouter: () => ({ push: () => undefined }) }))

beforeEach(() => {
  window.sessionStorage.clear()
})
afterEach(cleanup)

const [ONE, OTHER] = ['a'.repeat(64), 'b'.repeat(64)]
const hook = (detail: string): Brought => ({
  kind: 'hook',
  name: 'Stop',
  detail,
  file: '.claude/settings.json',
})
const bringing = (hash: string, detail: string, isAcknowledged = false): Partial<Preflight> => ({
  hash,
  brings: [hook(detail)],
  isAcknowledged,
})
const required = (hash: string, detail: string) =>
  refusal('TRUST_REQUIRED', 'Read it.', { hash, brings: [hook(detail)] })

const QUESTIONS = {
  id: '3f0c5cb2-8f1c-4c59-8f0e-000000000001',
  questions: [{ id: 'q1', question: 'Name?', options: [], multiSelect: false }],
}
const asked = execution({ status: 'waiting_for_input', questionSet: QUESTIONS })
const ended = execution({ status: 'completed', sessionId: '5d2f1f60-3c8e-4f59-9a3c-2f5f0a9d7b11' })

const FORMS = {
  'workflow.start': {
    form: (
      <StartSkillForm project={{ id: 'p1', path: '/srv' }} skill={{ name: 'review' }} draftKey="trust.test" />
    ),
    button: 'Start',
    fillIn: () => undefined,
  },
  'workflow.followUp': {
    form: <FollowUpForm execution={ended} />,
    button: 'Send',
    fillIn: () => fireEvent.change(screen.getByLabelText('Message'), { target: { value: 'Go on.' } }),
  },
  'workflow.retry': { form: <RetryForm execution={ended} />, button: 'Retry', fillIn: () => undefined },
  'workflow.answer': {
    form: <QuestionPanel execution={asked} onAnswered={() => undefined} />,
    button: 'Send answers',
    fillIn: () =>
      fireEvent.change(screen.getByRole('textbox', { name: 'Name?' }), { target: { value: 'Atlas' } }),
  },
}
const PATHS = Object.keys(FORMS) as (keyof typeof FORMS)[]

function open(
  path: keyof typeof FORMS,
  preflight: () => Partial<Preflight>,
  answer: (call: Call) => unknown,
) {
  const { button, fillIn, form } = FORMS[path]
  const base = { agentKind: 'claude', permissionMode: 'bypassPermissions', brings: [], problems: [] }
  const api: FakeApi = createFakeApi((call) =>
    call.path === 'project.preflight' ? { ...base, isAcknowledged: true, ...preflight() } : answer(call),
  )
  render(form, api)
  fillIn()
  return {
    api,
    button: () => screen.getByRole<HTMLButtonElement>('button', { name: button }),
    sent: () =>
      api.calls.filter((call) => call.path === path).map(({ input }) => input as Record<string, unknown>),
  }
}

const box = () => screen.findByRole('checkbox', { name: 'I have read this, it may run on my machine' })
const list = () => screen.getByRole('list', { name: 'What the folder brings' })

it.each(PATHS)(
  '%s shows what the folder brings, and sends its hash only once that was ticked',
  async (path) => {
    const { button, sent } = open(
      path,
      () => bringing(ONE, './stop.sh'),
      () => (path === 'workflow.answer' ? asked : { id: 'e2', skill: 'review' }),
    )
    const tick = await box()
    expect(list().textContent).toContain('./stop.sh')
    expect(button().disabled).toBe(true)
    fireEvent.submit(screen.getByRole('form'))
    expect(sent()).toEqual([])
    fireEvent.click(tick)
    await waitFor(() => expect(button().disabled).toBe(false))
    fireEvent.submit(screen.getByRole('form'))
    await waitFor(() => expect(sent()).toMatchObject([{ acknowledge: ONE }]))
  },
)

it.each(PATHS)('%s asks for nothing where it was acknowledged or there is nothing', async (path) => {
  for (const preflight of [bringing(ONE, './stop.sh', true), {}]) {
    const { api, button, sent } = open(
      path,
      () => preflight,
      () => (path === 'workflow.answer' ? asked : { id: 'e2', skill: 'review' }),
    )
    await waitFor(() => expect(api.queryClient.isFetching()).toBe(0))
    expect(screen.queryByRole('checkbox')).toBeNull()
    fireEvent.click(button())
    await waitFor(() => expect(sent()).toHaveLength(1))
    expect(sent()[0]).not.toHaveProperty('acknowledge')
    cleanup()
  }
})

it.each(PATHS)(
  '%s shows the list of a refusal, keeps what was typed, and sends the same request',
  async (path) => {
    let isChanged = false
    const { button, sent } = open(
      path,
      () => (isChanged ? bringing(OTHER, './new.sh') : {}),
      ({ input }) => {
        if ((input as { acknowledge?: string }).acknowledge === OTHER)
          return path === 'workflow.answer' ? asked : { id: 'e2', skill: 'review' }
        isChanged = true
        throw required(OTHER, './new.sh')
      },
    )
    fireEvent.click(button())
    const tick = await box()
    expect(list().textContent).toContain('./new.sh')
    expect(screen.getByRole('alert').textContent).toContain('Nobody has acknowledged what this folder brings')
    fireEvent.click(tick)
    await waitFor(() => expect(button().disabled).toBe(false))
    fireEvent.click(button())
    await waitFor(() => expect(sent()).toHaveLength(2))
    const [first, second] = sent()
    expect(second).toEqual({ ...first, acknowledge: OTHER })
  },
)

it('a tick holds for the list that was ticked and for no other', async () => {
  let now = bringing(ONE, './stop.sh')
  const { api, button } = open(
    'workflow.start',
    () => now,
    () => ({}),
  )
  fireEvent.click(await box())
  await waitFor(() => expect(button().disabled).toBe(false))
  now = bringing(OTHER, './evil.sh')
  await api.queryClient.invalidateQueries()
  await waitFor(() => expect(list().textContent).toContain('./evil.sh'))
  expect(button().disabled).toBe(true)
  expect(within(list()).queryByText('./stop.sh')).toBeNull()
})

it('an execution that waits for nothing asks for nothing', () => {
  const api = createFakeApi(() => ({}))
  render(<QuestionPanel execution={ended} onAnswered={() => undefined} />, api)
  expect(api.calls).toEqual([])
})
