// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { ExecutionView } from '../../../src/features/workflow/components/execution-view.tsx'
import { createFakeApi } from '../../support/fake-api.tsx'
import { EXECUTION_ID, execution } from '../../support/records.ts'

const address = vi.hoisted(() => ({ search: '' }))
vi.mock('next/navigation', () => ({ useSearchParams: () => new URLSearchParams(address.search) }))

beforeEach(() => {
  address.search = ''
})
afterEach(cleanup)

async function renderView(record: object) {
  const transcript = { state: 'none', size: 0, start: 0, end: 0, entries: [] }
  const api = createFakeApi(({ path }) => (path === 'workflow.transcript' ? transcript : record))
  render(<ExecutionView id={EXECUTION_ID} />, api)
  await screen.findByRole('heading', { level: 1 })
}

const figure = (name: string) => screen.getByText(name, { selector: 'dt' }).nextElementSibling?.textContent

it('shows a result with its artifacts and what it took', async () => {
  await renderView(
    execution({
      status: 'completed',
      agent: 'claude',
      agentVersion: '2.1.330',
      completedAt: '2026-01-01T00:12:30.000Z',
      costUsd: 1.25,
      numTurns: 4,
      usage: {
        inputTokens: 1_000,
        outputTokens: 20,
        cacheCreationInputTokens: 200,
        cacheReadInputTokens: 34,
      },
      output: {
        status: 'completed',
        message: 'Done.',
        artifacts: [{ path: 'docs/plan.md', action: 'created' }],
      },
    }),
  )
  expect(screen.getByText('Done.')).toBeDefined()
  expect(within(screen.getByRole('list', { name: 'Artifacts' })).getByText('docs/plan.md')).toBeDefined()
  expect(figure('Elapsed')).toBe('12:30')
  expect(figure('Cost')).toBe('$1.25')
  expect(figure('Turns')).toBe('4')
  expect(figure('Tokens')).toBe('1.2k in, 20 out')
  expect(screen.queryByText('Demo agent')).toBeNull()
})

it('shows what is not known as a dash, never as a zero', async () => {
  await renderView(execution({ status: 'failed' }))
  expect([figure('Cost'), figure('Turns'), figure('Tokens')]).toEqual(['–', '–', '–'])
})

it('invents neither folder nor time limit for a record of the earlier system that has none', async () => {
  await renderView(execution({ status: 'completed', projectPath: '', legacy: { skill: 'old' } }))
  expect(figure('From')).toContain('the earlier system')
  expect(screen.queryByText('Folder')).toBeNull()
  expect(screen.queryByText('Time limit of a run')).toBeNull()
})

it('shows why it failed, what to do, and the last lines of stderr', async () => {
  const error = {
    code: 'AUTH_REQUIRED',
    message: 'Not logged in',
    remedy: 'Run /login.',
    stderrTail: 'line 1\nline 2',
  } as const
  await renderView(execution({ status: 'failed', error }))
  const panel = screen.getByRole('region', { name: 'Error' })
  expect(panel.textContent).toContain('AUTH_REQUIRED')
  expect(panel.textContent).toContain('Not logged in')
  expect(panel.textContent).toContain('start claude and type /login')
  expect(within(panel).queryByRole('region', { name: 'Last lines of stderr' })).toBeNull()
  fireEvent.click(within(panel).getByRole('button', { name: 'Last lines of stderr' }))
  expect(within(panel).getByRole('region', { name: 'Last lines of stderr' }).textContent).toBe(
    'line 1\nline 2',
  )
})

it('shows the receipt of a stop, and that it is not proven while somebody survives', async () => {
  const stop = {
    reason: 'cancelled',
    requestedAt: '2026-01-01T00:00:10.000Z',
    signals: [{ signal: 'SIGTERM', at: '2026-01-01T00:00:10.100Z' }],
    seen: [{ pid: 4_711, command: 'sleep 600' }],
    survivors: [{ pid: 4_711, command: 'sleep 600' }],
  } as const
  const record = { ...execution(), stop }
  await renderView(record)
  expect(screen.getByText('Still alive: 1 survivor')).toBeDefined()
  cleanup()
  await renderView({
    ...record,
    status: 'cancelled',
    stop: { ...stop, survivors: [], endedAt: '2026-01-01T00:00:13.000Z' },
  })
  expect(screen.getByText(/Proven dead 3.0 s after the request/)).toBeDefined()
  expect(screen.getByText('SIGTERM after 100 ms')).toBeDefined()
})

it('says in words what was odd about a run, and shows a code that it does not know', async () => {
  const run = { attempt: 1, startedAt: '2026-01-01T00:00:00.000Z', endedAt: '2026-01-01T00:00:30.000Z' }
  const warnings = ['LINGERED', 'OUTPUT_NOT_ALONE', 'FROM_TOMORROW']
  const stop = {
    reason: 'lingered',
    requestedAt: '2026-01-01T00:00:20.000Z',
    signals: [],
    seen: [],
    survivors: [],
    endedAt: '2026-01-01T00:00:21.000Z',
  } as const
  const runs = [
    { ...run, warnings },
    { ...run, attempt: 2 },
  ]
  address.search = '?tab=runs'
  await renderView({ ...execution({ status: 'completed', runs }), stop })
  const remarks = within(screen.getByRole('list', { name: 'Remarks on run 1' })).getAllByRole('listitem')
  expect(remarks.map(({ textContent }) => textContent)).toEqual([
    'The agent had given its result and did not end. It was stopped, and the result holds.',
    'The output held more than the result, such as a notice; the last result counted.',
    'Unknown: FROM_TOMORROW',
  ])
  expect(screen.queryByRole('list', { name: 'Remarks on run 2' })).toBeNull()
})

it('says why a queued execution waits, and that it is the demo agent', async () => {
  await renderView(execution({ status: 'queued', queuedBecause: 'Another run of this project is going on.' }))
  expect(screen.getByRole('status').textContent).toContain('Another run of this project is going on.')
  expect(screen.getByText('No model was asked.')).toBeDefined()
})

it('opens the tab that the address names, and one that it does not know as the result', async () => {
  const record = execution({
    status: 'completed',
    timeline: [{ at: '2026-01-01T00:00:00.000Z', event: 'accepted' }],
  })
  address.search = '?tab=timeline'
  await renderView(record)
  expect(screen.getByRole('tab', { selected: true }).textContent).toBe('Timeline')
  expect(screen.getByRole('region', { name: 'Timeline' }).textContent).toContain('Accepted')
  cleanup()
  address.search = '?tab=from-tomorrow'
  await renderView(record)
  expect(screen.getByRole('tab', { selected: true }).textContent).toBe('Result')
})

it('writes the tab that was chosen into the address, and leaves the rest of it', async () => {
  window.history.replaceState(null, '', '/executions/1?other=2')
  await renderView(execution({ status: 'completed' }))
  fireEvent.mouseDown(screen.getByRole('tab', { name: 'Runs' }), { button: 0 })
  expect(window.location.search).toBe('?other=2&tab=runs')
})

it('tells what happened in words, with the time between, and where something was odd', async () => {
  const at = (seconds: string) => `2026-01-01T00:${seconds}.000Z`
  address.search = '?tab=timeline'
  await renderView(
    execution({
      status: 'cancelled',
      timeline: [
        { at: at('00:00'), event: 'accepted' },
        { at: at('00:03'), event: 'run_started', attempt: 1 },
        { at: at('12:33'), event: 'stop_requested', attempt: 1, detail: 'timed_out' },
        { at: at('12:34'), event: 'stop_unproven', attempt: 1, detail: '4711, 4712' },
        { at: at('12:35'), event: 'cancelled', attempt: 1 },
      ],
      runs: [{ attempt: 1, startedAt: at('00:03'), warnings: ['LEFTOVERS_KILLED'] }],
    }),
  )
  const events = within(screen.getByRole('list', { name: 'Events' })).getAllByRole('listitem')
  expect(events.map(({ textContent }) => textContent)).toEqual([
    expect.stringContaining('Accepted'),
    expect.stringMatching(/Run started.*run 1.*\+3\.0 s/),
    expect.stringMatching(/Stop requested.*Its time limit was reached\..*\+12:30/),
    expect.stringMatching(/Stop not proven.*Still alive: 4711, 4712\./),
    expect.stringContaining('The agent left processes behind. They were ended.'),
  ])
})
