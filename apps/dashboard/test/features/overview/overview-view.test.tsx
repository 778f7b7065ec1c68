// @vitest-environment happy-dom
import { cleanup, render, screen, within } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { summarize, type Overview, type WorkflowExecution } from '@specflow/workflow/schema'
import { OverviewView } from '../../../src/features/overview/components/overview-view.tsx'
import { createFakeApi } from '../../support/fake-api.tsx'
import { execution, questionSet } from '../../support/records.ts'

afterEach(cleanup)

const project = {
  id: 'sample',
  name: 'Sample',
  path: '/srv/sample',
  registeredAt: '2026-01-01T00:00:00.000Z',
}
const NOTHING = { queued: 0, running: 0, waiting_for_input: 0 }
const FREE = { costUsd: 0, unknownCosts: 0 }

function summary(part: Partial<WorkflowExecution>) {
  return summarize(execution({ id: crypto.randomUUID(), ...part }))
}

function renderView(part: Partial<Overview>, projects = [project]) {
  const overview: Overview = {
    timeZone: 'UTC',
    counts: NOTHING,
    waiting: [],
    running: [],
    queued: [],
    finished: [],
    projects: [],
    costs: { today: FREE, month: FREE },
    ...part,
  }
  render(
    <OverviewView />,
    createFakeApi(({ path }) => (path === 'project.list' ? { projects } : overview)),
  )
}

it('shows every open question first, with its beginning, and leads to it', async () => {
  const waiting = summary({
    skill: 'plan',
    status: 'waiting_for_input',
    questionSet: questionSet(crypto.randomUUID()),
  })
  renderView({ waiting: [waiting], counts: { ...NOTHING, waiting_for_input: 7 } })
  const panel = await screen.findByRole('region', { name: 'Needs you' })
  const link = within(panel).getByRole('link', { name: 'Which database?' })
  expect(link.getAttribute('href')).toBe(`/executions/${waiting.id}`)
  expect(within(panel).getByText('plan')).toBeDefined()
  expect(within(panel).getByText('3 questions')).toBeDefined()
  expect(within(panel).getByText('1 of 7')).toBeDefined()
  expect(screen.getAllByRole('region')[0]).toBe(panel)
})

it('shows what runs with its last activity, what is queued, and what has finished', async () => {
  renderView({
    running: [{ ...summary({ skill: 'build' }), lastActivityAt: '2026-01-01T00:00:00.000Z' }],
    queued: [summary({ skill: 'later', status: 'queued', input: 'Mend the gate' })],
    finished: [summary({ skill: 'done', status: 'failed' })],
  })
  const running = await screen.findByRole('region', { name: 'Running' })
  expect(within(running).getByText(/^active/)).toBeDefined()
  expect(within(screen.getByRole('region', { name: 'Queued' })).getByText('Mend the gate')).toBeDefined()
  expect(within(screen.getByRole('region', { name: 'Finished lately' })).getByText('Failed')).toBeDefined()
})

it('shows how a project stands', async () => {
  const last = {
    id: crypto.randomUUID(),
    skill: 'plan',
    status: 'completed' as const,
    endedAt: project.registeredAt,
  }
  renderView({ projects: [{ projectId: 'sample', counts: { ...NOTHING, running: 2 }, last }] })
  const projects = await screen.findByRole('region', { name: 'Registered projects' })
  expect(await within(projects).findByTitle('Running: 2')).toBeDefined()
  expect(within(projects).getByText('Completed: plan')).toBeDefined()
})

it('says what today and this month cost, and never takes an unknown cost for none', async () => {
  renderView({ costs: { today: { costUsd: 0.5, unknownCosts: 0 }, month: { costUsd: 12, unknownCosts: 2 } } })
  expect(await screen.findByText('$0.50')).toBeDefined()
  expect(screen.getByText('+ 2 runs of unknown cost')).toBeDefined()
})

it('says what to do when there is nothing yet', async () => {
  renderView({}, [])
  expect(await screen.findByText('No project yet')).toBeDefined()
  expect(screen.getByText('Nothing has run yet')).toBeDefined()
  expect(screen.getByText('No question waits for you.')).toBeDefined()
  expect(screen.queryByRole('region', { name: 'Running' })).toBeNull()
})
