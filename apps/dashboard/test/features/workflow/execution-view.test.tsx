// @vitest-environment happy-dom
import { cleanup, render, screen, within } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { ExecutionView } from '../../../src/features/workflow/components/execution-view.tsx'
import { createFakeApi } from '../../support/fake-api.tsx'
import { EXECUTION_ID, execution } from '../../support/records.ts'

afterEach(cleanup)

async function renderView(record: object) {
  const api = createFakeApi(() => record)
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
  expect(panel.textContent).toContain('Run /login.')
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

it('says why a queued execution waits, and that it is the demo agent', async () => {
  await renderView(execution({ status: 'queued', queuedBecause: 'Another run of this project is going on.' }))
  expect(screen.getByRole('status').textContent).toContain('Another run of this project is going on.')
  expect(screen.getByText('No model was asked.')).toBeDefined()
})

it('shows a status that it does not know by its name', async () => {
  await renderView({ ...execution(), status: 'paused' })
  expect(screen.getByText('paused')).toBeDefined()
})
