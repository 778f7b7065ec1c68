// @vitest-environment happy-dom
import { cleanup, render, screen, within } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { summarize, type ExecutionSummary } from '@specflow/workflow/schema'
import { ProjectsView } from '../../../src/features/project/components/projects-view.tsx'
import { createFakeApi, type Call } from '../../support/fake-api.tsx'
import { execution, questionSet } from '../../support/records.ts'

afterEach(cleanup)

const project = {
  id: 'sample',
  name: 'Sample',
  path: '/srv/sample',
  registeredAt: '2026-01-01T00:00:00.000Z',
}

function renderView({
  projects = [project],
  active = [] as ExecutionSummary[],
  newest = [] as ExecutionSummary[],
}) {
  const answers = (call: Call) => {
    if (call.path === 'project.list') return { projects }
    const asksForActive = typeof call.input === 'object' && call.input !== null && 'status' in call.input
    return { executions: asksForActive ? active : newest, nextCursor: null }
  }
  render(<ProjectsView />, createFakeApi(answers))
}

it('shows an open question however old it is, and marks its project', async () => {
  const id = '11111111-2222-4333-8444-555555555555'
  const waiting = execution({
    id,
    skill: 'plan',
    status: 'waiting_for_input',
    questionSet: questionSet(crypto.randomUUID()),
  })
  renderView({ active: [summarize(waiting)], newest: [summarize(execution({ status: 'completed' }))] })
  const panel = await screen.findByRole('region', { name: 'Waiting for your answer' })
  expect(within(panel).getByRole('link', { name: 'plan' }).getAttribute('href')).toBe(`/executions/${id}`)
  expect(within(panel).getByText('3 questions')).toBeDefined()
  const projects = screen.getByRole('region', { name: 'Registered projects' })
  expect(within(projects).getByTitle('Waiting for input: 1')).toBeDefined()
  expect(within(projects).getByTitle('Completed: 1')).toBeDefined()
})

it('says what to do when there is nothing yet', async () => {
  renderView({ projects: [] })
  expect(await screen.findByText('No project yet')).toBeDefined()
  expect(await screen.findByText('Nothing has run yet')).toBeDefined()
  expect(screen.queryByRole('region', { name: 'Waiting for your answer' })).toBeNull()
})
