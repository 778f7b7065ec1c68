// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import type { DoctorReport } from '@specflow/workflow/schema'
import { DoctorPanel } from '../../../src/features/system/components/doctor-panel.tsx'
import { createFakeApi, refusal } from '../../support/fake-api.tsx'

afterEach(cleanup)

const REPORT: DoctorReport = {
  ok: false,
  checks: [
    { id: 'node', title: 'Node.js', status: 'ok', detail: 'Version 20.', fixable: false },
    {
      id: 'processes',
      title: 'Processes',
      status: 'problem',
      detail: '123 sleep 600 is alive.',
      remedy: 'Run the repair.',
      fixable: true,
    },
  ],
}

it('examines only when it is asked, and shows each check with its finding and what to do', async () => {
  const api = createFakeApi(() => REPORT)
  render(<DoctorPanel />, api)
  expect(screen.getByText('Not examined yet')).toBeDefined()
  expect(api.calls).toEqual([])

  fireEvent.click(screen.getByRole('button', { name: 'Run the doctor' }))

  const table = await screen.findByRole('table', { name: 'What the doctor looked at' })
  const rows = within(table).getAllByRole('row').slice(1)
  expect(rows.map((row) => row.textContent)).toEqual([
    'OKNode.jsVersion 20.',
    'ProblemProcesses123 sleep 600 is alive.What to do: Run the repair.',
  ])
  expect(screen.getByRole('status').textContent).toContain('1 problem.')
  expect(api.calls).toEqual([{ path: 'system.doctor', input: undefined }])
})

it('says that it is looking, and cannot be asked twice meanwhile', async () => {
  let finish = (_report: DoctorReport) => {}
  const api = createFakeApi(() => new Promise<DoctorReport>((resolve) => (finish = resolve)))
  render(<DoctorPanel />, api)
  fireEvent.click(screen.getByRole('button', { name: 'Run the doctor' }))

  const button = await screen.findByRole<HTMLButtonElement>('button', { name: 'Examining…' })
  expect(button.disabled).toBe(true)
  expect(screen.getByText('The doctor is looking.')).toBeDefined()
  finish({ ok: true, checks: [] })
  expect(await screen.findByText('All is well.')).toBeDefined()
})

it('says why there is no report, and can be asked again', async () => {
  const api = createFakeApi(() => {
    throw refusal('INTERNAL', 'It broke.')
  })
  render(<DoctorPanel />, api)
  fireEvent.click(screen.getByRole('button', { name: 'Run the doctor' }))
  expect((await screen.findByRole('alert')).textContent).toContain('It broke.')
  expect(screen.getByRole('button', { name: 'Run the doctor' })).toBeDefined()
})
