// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import type { WorkflowExecution } from '@specflow/workflow/schema'
import { groupSkills } from '../../../src/features/project/group-skills.ts'
import { RefusalNotice } from '../../../src/features/system/components/refusal-notice.tsx'
import { describeAgent } from '../../../src/features/system/describe-agent.ts'
import { checkLook } from '../../../src/features/system/doctor-words.ts'
import { EntryView } from '../../../src/features/transcript/components/entry-view.tsx'
import { TodoList } from '../../../src/features/transcript/components/todo-list.tsx'
import { BroughtList } from '../../../src/features/workflow/components/brought-list.tsx'
import { ErrorPanel } from '../../../src/features/workflow/components/error-panel.tsx'
import { ExecutionRow } from '../../../src/features/workflow/components/execution-row.tsx'
import { ExecutionView } from '../../../src/features/workflow/components/execution-view.tsx'
import { StatusBadge } from '../../../src/features/workflow/components/status-badge.tsx'
import { StopReceiptPanel } from '../../../src/features/workflow/components/stop-receipt-panel.tsx'
import { TimelinePanel } from '../../../src/features/workflow/components/timeline-panel.tsx'
import { pollInterval } from '../../../src/features/workflow/hooks/poll-interval.ts'
import { createFakeApi, refusal } from '../../support/fake-api.tsx'
import { EXECUTION_ID, execution } from '../../support/records.ts'

vi.mock('next/navigation', () => ({ useSearchParams: () => new URLSearchParams() }))
afterEach(cleanup)

const AT = '2026-01-01T00:00:00.000Z'

/** What only a server says that is newer than this page; no type of this build has it. */
function newer(value: unknown): never {
  return value as never
}

const paused = (part: object = {}): WorkflowExecution =>
  newer({ ...execution(), status: 'paused', agent: 'robot', ...part })

it('shows a status that it does not know as unknown, in a badge and in a row', () => {
  const { id, projectId, projectName, revision, skill, startedAt, updatedAt } = execution()
  const summary = { id, projectId, projectName, revision, skill, startedAt, updatedAt, errorCode: 'WORN_OUT' }
  render(<StatusBadge status="constructor" />)
  render(
    <ExecutionRow execution={newer({ ...summary, status: 'paused', agent: 'robot' })} showProject />,
    createFakeApi(() => ({})),
  )
  expect(screen.getByText('Unknown: constructor')).toBeDefined()
  expect(screen.getByText('Unknown: paused')).toBeDefined()
  expect(screen.getByText('WORN_OUT')).toBeDefined()
})

it('shows the whole page of an execution in a state that it does not know, and polls on', async () => {
  const transcript = { state: 'none', size: 0, start: 0, end: 0, entries: [] }
  const record = paused({ error: { code: 'WORN_OUT', message: 'It is tired.' } })
  const api = createFakeApi(({ path }) => (path === 'workflow.transcript' ? transcript : record))
  render(<ExecutionView id={EXECUTION_ID} />, api)
  expect(await screen.findByText('Unknown: paused')).toBeDefined()
  expect(screen.getByText(/does not know what “paused” means/)).toBeDefined()
  expect(screen.getByText('Unknown: robot')).toBeDefined()
  expect(screen.getByText('WORN_OUT')).toBeDefined()
  fireEvent.click(screen.getByRole('button', { name: 'Cancel execution' }))
  expect(screen.getByText(/Whatever is alive of it is stopped/)).toBeDefined()
  expect(
    pollInterval({ status: record.status, isStopping: false, ageMs: 0, failureCount: 0, pace: 'normal' }),
  ).toBe(5_000)
})

it('shows events, warnings, error codes and reasons that it does not know', () => {
  const entry = { at: AT, event: 'frozen', detail: 'overnight' }
  const run = { attempt: 1, startedAt: AT, warnings: ['TOO_WARM'] }
  const failed = { at: AT, event: 'failed', attempt: 1 }
  const record = paused({
    timeline: [entry, failed],
    runs: [run],
    error: { code: 'WORN_OUT', message: 'It is tired.' },
    stop: { reason: 'full_moon', requestedAt: AT, signals: [], seen: [], survivors: [] },
  })
  render(
    <>
      <TimelinePanel execution={record} />
      <ErrorPanel execution={record} />
      <StopReceiptPanel execution={record} />
    </>,
    createFakeApi(() => ({})),
  )
  for (const shown of [
    'Unknown: frozen',
    'overnight',
    'Unknown: TOO_WARM',
    'WORN_OUT',
    'Unknown: full_moon',
  ]) {
    expect(screen.getByText(shown)).toBeDefined()
  }
})

it('shows entries of a transcript and states of a plan that it does not know', () => {
  const entry = { kind: 'song', offset: 0, part: 0, at: AT }
  render(<EntryView name="e" entry={newer(entry)} isContinued={false} />)
  render(<TodoList items={newer([{ text: 'Sing', status: 'hummed' }])} omitted={0} />)
  expect(screen.getByText('Unknown: song')).toBeDefined()
  expect(screen.getByText('Sing')).toBeDefined()
})

it('shows refusals, checks, agents, sources and what a folder brings that it does not know', () => {
  render(<RefusalNotice error={refusal(newer('TOO_EARLY'), 'Come back at nine.')} />)
  expect(screen.getByRole('alert').textContent).toBe(
    'The server refusedCome back at nine.Reload the page: the server may be newer.TOO_EARLY',
  )
  render(<BroughtList brings={newer([{ kind: 'spell', name: 'Abracadabra', file: 'x', detail: '' }])} />)
  expect(screen.getByText('Unknown: spell')).toBeDefined()
  expect(checkLook('hazy').label).toBe('Unknown: hazy')
  expect(describeAgent({ kind: 'robot', version: '2' })).toBe('Unknown: robot 2')
  const skills: Parameters<typeof groupSkills>[0] = newer([
    { name: 'weed', description: '', source: 'cloud' },
  ])
  expect(groupSkills(skills)).toEqual([{ title: 'From elsewhere', skills }])
})
