// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Preflight } from '@specflow/workflow/schema'
import { StartSkillDialog } from '../../../src/features/workflow/components/start-skill-dialog.tsx'
import { forgetTextDraft } from '../../../src/lib/text-drafts.ts'
import { createFakeApi, noAnswer, refusal, type Call } from '../../support/fake-api.tsx'

const push = vi.hoisted(() => vi.fn())
vi.mock('next/navigation', () => ({ useRouter: () => ({ push }) }))

beforeEach(() => {
  window.sessionStorage.clear()
  forgetTextDraft('start.p1.team:review')
  push.mockClear()
})
afterEach(cleanup)

const project = { id: 'p1', name: 'Sample', path: '/srv/sample', registeredAt: '2026-01-01T00:00:00.000Z' }
const skill = {
  name: 'team:review',
  description: 'Reviews.',
  source: 'project',
  argumentHint: '<branch>',
} as const
const started = {
  id: 'e1',
  created: true,
  status: 'queued',
  projectId: 'p1',
  skill: 'team:review',
  agent: 'demo',
}

const SCHEMA = JSON.stringify({ type: 'object', description: 'x'.repeat(200) })
const PREFLIGHT: Preflight = {
  command: { executable: '/usr/bin/claude', arguments: ['-p', '--json-schema', SCHEMA], cwd: '/srv/sample' },
  agentKind: 'demo',
  permissionMode: 'bypassPermissions',
  brings: [],
  isAcknowledged: true,
  problems: [],
}

function openDialog(
  start: (call: Call) => unknown,
  kind: 'claude' | 'demo' = 'demo',
  more: Partial<Preflight> = {},
) {
  const preflight = { ...PREFLIGHT, agentKind: kind, ...more }
  const api = createFakeApi((call) => (call.path === 'project.preflight' ? preflight : start(call)))
  render(<StartSkillDialog project={project} skill={skill} />, api)
  fireEvent.click(screen.getByRole('button', { name: 'Start team:review' }))
  return { starts: () => api.calls.filter(({ path }) => path === 'workflow.start').map(({ input }) => input) }
}

const startButton = () => screen.getByRole<HTMLButtonElement>('button', { name: 'Start' })
const type = (name: RegExp, value: string) =>
  fireEvent.change(screen.getByLabelText(name), { target: { value } })

it('starts with the input and the time limit in milliseconds, and goes to the execution', async () => {
  const { starts } = openDialog(() => started)
  type(/^Input/, 'main')
  type(/^Time limit/, '1.5')
  fireEvent.click(startButton())
  await waitFor(() => expect(push).toHaveBeenCalledWith('/executions/e1'))
  expect(starts()).toEqual([
    {
      projectId: 'p1',
      skill: 'team:review',
      input: 'main',
      timeoutMs: 90_000,
      requestId: expect.any(String) as string,
    },
  ])
})

it('sends one request id however often the button is pressed', async () => {
  const { starts } = openDialog(() => started)
  const form = screen.getByRole('form')
  fireEvent.submit(form)
  fireEvent.submit(form)
  await waitFor(() => expect(push).toHaveBeenCalled())
  expect(new Set((starts() as { requestId: string }[]).map(({ requestId }) => requestId)).size).toBe(1)
})

it('repeats the request id after a lost answer, and takes a new one when the input was changed', async () => {
  const { starts } = openDialog(() => {
    throw noAnswer()
  })
  const attempt = async (count: number) => {
    await waitFor(() => expect(startButton().disabled).toBe(false))
    fireEvent.click(startButton())
    await waitFor(() => expect(starts()).toHaveLength(count))
  }
  await attempt(1)
  await attempt(2)
  type(/^Input/, 'another')
  await attempt(3)
  const [first, second, third] = (starts() as { requestId: string }[]).map(({ requestId }) => requestId)
  expect(second).toBe(first)
  expect(third).not.toBe(first)
})

it('shows why a start was refused and keeps what was typed', async () => {
  openDialog(() => {
    throw refusal('AGENT_NOT_FOUND', 'Install the agent, or set SPECFLOW_AGENT=demo.')
  })
  type(/^Input/, 'main')
  fireEvent.click(startButton())
  const alert = await screen.findByRole('alert')
  expect(alert.textContent).toContain('There is no agent to run this')
  expect(alert.textContent).toContain('SPECFLOW_AGENT=demo')
  expect(screen.getByLabelText<HTMLTextAreaElement>(/^Input/).value).toBe('main')
})

it.each(['soon', '0', '-1', '1441'])('does not start with a time limit of %j', (minutes) => {
  openDialog(() => started)
  type(/^Time limit/, minutes)
  expect(startButton().disabled).toBe(true)
})

it('says which agent runs where, and plainly when it is the demo agent', async () => {
  openDialog(() => started)
  expect(await screen.findByText('Demo agent: no model is asked')).toBeDefined()
  expect(screen.getByText('/srv/sample')).toBeDefined()
  cleanup()
  openDialog(() => started, 'claude')
  expect(await screen.findByText(/without asking for permission/)).toBeDefined()
  expect(screen.queryByText('Demo agent: no model is asked')).toBeNull()
})

it('shows the very command, with the schema on demand', async () => {
  openDialog(() => started, 'claude')
  const command = await screen.findByText(/^\/usr\/bin\/claude -p --json-schema/)
  expect(command.textContent).not.toContain(SCHEMA)
  fireEvent.click(screen.getByRole('button', { name: 'Show the whole command' }))
  expect(command.textContent).toBe(`/usr/bin/claude -p --json-schema '${SCHEMA}'`)
})

it('shows what the folder brings, and that it brings nothing', async () => {
  const hook = { kind: 'hook', name: 'Stop', detail: './stop.sh', file: '.claude/settings.json' } as const
  openDialog(() => started, 'claude', { brings: [hook] })
  const list = await screen.findByRole('list', { name: 'What the folder brings' })
  expect(list.textContent).toBe('Hook Stop · .claude/settings.json./stop.sh')
  cleanup()
  openDialog(() => started)
  expect(await screen.findByText(/brings no hooks/)).toBeDefined()
})

it('says what would refuse the start before it is tried', async () => {
  openDialog(() => started, 'claude', { problems: [{ code: 'AGENT_NOT_FOUND', message: 'Install it.' }] })
  expect(await screen.findByText('Install it.')).toBeDefined()
})

it('keeps what was typed when the dialog is closed', async () => {
  openDialog(() => started)
  type(/^Input/, 'half a thought')
  fireEvent.click(screen.getByRole('button', { name: 'Close' }))
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  fireEvent.click(screen.getByRole('button', { name: 'Start team:review' }))
  expect(screen.getByLabelText<HTMLTextAreaElement>(/^Input/).value).toBe('half a thought')
})
