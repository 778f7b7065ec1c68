// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { WorkflowExecution } from '@specflow/workflow/schema'
import { ExecutionActions } from '../../../src/features/workflow/components/execution-actions.tsx'
import { createFakeApi, refusal, type Call } from '../../support/fake-api.tsx'
import { EXECUTION_ID, execution } from '../../support/records.ts'

const push = vi.hoisted(() => vi.fn())
vi.mock('next/navigation', () => ({ useRouter: () => ({ push }) }))

beforeEach(() => {
  push.mockClear()
  window.sessionStorage.clear()
})
afterEach(cleanup)

const SESSION = '5d2f1f60-3c8e-4f59-9a3c-2f5f0a9d7b11'
const BEGUN = {
  id: 'e2',
  created: true,
  status: 'queued',
  projectId: 'sample',
  skill: 'demo-ask',
  agent: 'demo',
}

function renderActions(record: WorkflowExecution, answer: (call: Call) => unknown = () => BEGUN) {
  const preflight = { agentKind: 'demo', brings: [], problems: [] }
  const api = createFakeApi((call) => (call.path === 'project.preflight' ? preflight : answer(call)))
  render(<ExecutionActions execution={record} onCancelClosed={() => undefined} />, api)
  const inputs = (path: string) => api.calls.filter((call) => call.path === path).map(({ input }) => input)
  return { inputs }
}

const ended = (part: Partial<WorkflowExecution> = {}) =>
  execution({ status: 'completed', sessionId: SESSION, input: 'the cart', ...part })
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }))
const buttons = () =>
  screen.getAllByRole('button').map((button) => button.getAttribute('aria-label') ?? button.textContent)

it.each([
  ['queued', ['Cancel execution', 'More actions']],
  ['running', ['Cancel execution', 'More actions']],
  ['waiting_for_input', ['Cancel execution', 'More actions']],
  ['completed', ['Follow up', 'Retry', 'More actions']],
  ['failed', ['Follow up', 'Retry', 'More actions']],
  ['cancelled', ['Follow up', 'Retry', 'More actions']],
] as const)('what is %s offers %j', (status, offered) => {
  renderActions(execution({ status, sessionId: SESSION }))
  expect(buttons()).toEqual(offered)
})

it('offers no follow-up without a session, and neither of what the earlier system ran', () => {
  renderActions(execution({ status: 'failed' }))
  expect(buttons()).toEqual(['Retry', 'More actions'])
  cleanup()
  renderActions(ended({ legacy: {} }))
  expect(buttons()).toEqual(['More actions'])
})

it('sends the message of a follow-up once and goes to the new execution', async () => {
  const { inputs } = renderActions(ended())
  press('Follow up')
  const send = screen.getByRole<HTMLButtonElement>('button', { name: 'Send' })
  expect(send.disabled).toBe(true)
  fireEvent.change(screen.getByLabelText('Message'), { target: { value: 'And the tests?' } })
  fireEvent.submit(screen.getByRole('form', { name: 'Follow up' }))
  fireEvent.submit(screen.getByRole('form', { name: 'Follow up' }))
  await waitFor(() => expect(push).toHaveBeenCalledWith('/executions/e2'))
  const requestId = expect.any(String) as string
  expect(inputs('workflow.followUp')[0]).toEqual({ id: EXECUTION_ID, message: 'And the tests?', requestId })
  expect(new Set(inputs('workflow.followUp').map((input) => JSON.stringify(input))).size).toBe(1)
  expect(window.sessionStorage).toHaveLength(0)
})

it('keeps the message over a refusal and a closed dialog', async () => {
  renderActions(ended(), () => {
    throw refusal('PROJECT_PATH_MISSING', 'The folder is gone.')
  })
  press('Follow up')
  fireEvent.change(screen.getByLabelText('Message'), { target: { value: 'Kept' } })
  press('Send')
  expect((await screen.findByRole('alert')).textContent).toContain('The folder is gone.')
  press('Close')
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  press('Follow up')
  expect(screen.getByLabelText<HTMLTextAreaElement>('Message').value).toBe('Kept')
})

it('retries only after it was said what that means', async () => {
  const { inputs } = renderActions(ended())
  press('Retry')
  expect(screen.getByRole('dialog').textContent).toContain('from the beginning')
  expect(inputs('workflow.retry')).toEqual([])
  fireEvent.submit(screen.getByRole('form', { name: 'Retry' }))
  await waitFor(() => expect(push).toHaveBeenCalledWith('/executions/e2'))
  expect(inputs('workflow.retry')).toEqual([{ id: EXECUTION_ID, requestId: expect.any(String) as string }])
})

it('starts again with the input and the time limit of before in the fields', async () => {
  const { inputs } = renderActions(ended({ timeoutMs: 90_000 }))
  fireEvent.keyDown(screen.getByRole('button', { name: 'More actions' }), { key: 'Enter' })
  fireEvent.click(await screen.findByRole('menuitem', { name: 'Start again with other input' }))
  const input = await screen.findByLabelText<HTMLTextAreaElement>(/^Input/)
  expect(input.value).toBe('the cart')
  expect(screen.getByLabelText<HTMLInputElement>(/^Time limit/).value).toBe('90 s')
  fireEvent.change(input, { target: { value: 'the till' } })
  fireEvent.submit(screen.getByRole('form', { name: 'Start demo-ask' }))
  await waitFor(() => expect(push).toHaveBeenCalledWith('/executions/e2'))
  expect(inputs('workflow.start')[0]).toMatchObject({ input: 'the till', timeoutMs: 90_000 })
})

it('gives the focus back to the button that opened a dialog', async () => {
  renderActions(ended())
  const button = screen.getByRole('button', { name: 'Follow up' })
  button.focus()
  press('Follow up')
  fireEvent.keyDown(await screen.findByRole('textbox', { name: 'Message' }), { key: 'Escape' })
  await waitFor(() => expect(document.activeElement).toBe(button))
})
