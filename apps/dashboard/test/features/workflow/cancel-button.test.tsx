// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, expect, it } from 'vitest'
import type { ShownExecution } from '@specflow/workflow/schema'
import { CancelButton } from '../../../src/features/workflow/components/cancel-button.tsx'
import { createFakeApi, refusal } from '../../support/fake-api.tsx'
import { EXECUTION_ID, execution } from '../../support/records.ts'

afterEach(cleanup)

function renderButton(answer: () => unknown) {
  const api = createFakeApi(answer)
  let closed = 0
  function Button({ record }: { record: ShownExecution }) {
    const [open, setOpen] = useState(false)
    return (
      <CancelButton execution={record} open={open} onOpenChange={setOpen} onClosed={() => (closed += 1)} />
    )
  }
  const button = (record: ShownExecution) => <Button record={record} />
  const view = render(button(execution()), api)
  return {
    calls: api.calls,
    closed: () => closed,
    show: (record: ShownExecution) => view.rerender(button(record)),
  }
}

const openDialog = () => fireEvent.click(screen.getByRole('button', { name: 'Cancel execution' }))
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }))

it('cancels only after a confirmation', async () => {
  const { calls, closed } = renderButton(() => execution({ revision: 2, status: 'cancelled' }))
  openDialog()
  expect(screen.getByRole('alertdialog', { name: 'Cancel this execution?' })).toBeDefined()
  expect(calls).toEqual([])
  press('Cancel execution')
  await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull())
  expect(calls).toEqual([{ path: 'workflow.cancel', input: { id: EXECUTION_ID } }])
  await waitFor(() => expect(closed()).toBe(1))
})

it('shows the steps of the stop while it goes on', async () => {
  let finish = (_record: unknown) => {}
  const { show } = renderButton(() => new Promise((resolve) => (finish = resolve)))
  openDialog()
  press('Cancel execution')
  const { startedAt: requestedAt } = execution()
  const stopProgress = { reason: 'cancelled' as const, requestedAt, graceMs: 5_000, signals: [], alive: 2 }
  show({ ...execution(), stopProgress })
  const dialog = await screen.findByRole('alertdialog', { name: 'Stopping this execution' })
  expect(dialog.textContent).toContain('2 processes')
  finish(execution({ revision: 2, status: 'cancelled' }))
  await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull())
})

it('leaves the execution alone when the dialog is left', async () => {
  const { calls } = renderButton(() => execution())
  openDialog()
  press('Keep it')
  await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull())
  expect(calls).toEqual([])
})

it('offers to try again when the run is not proven dead', async () => {
  renderButton(() => {
    throw refusal('STOP_FAILED', 'Process 4711 is still alive.')
  })
  openDialog()
  press('Cancel execution')
  expect((await screen.findByRole('alert')).textContent).toContain('Not proven dead yet')
  expect(screen.getByRole('alert').textContent).toContain('Process 4711 is still alive.')
  expect(screen.getByRole('button', { name: 'Cancel again' })).toBeDefined()
})

it('says so when the execution had ended first, also after the record has arrived', async () => {
  const { show } = renderButton(() => {
    throw refusal('ALREADY_ENDED', 'It is completed.')
  })
  openDialog()
  press('Cancel execution')
  await screen.findByRole('alert')
  show(execution({ revision: 3, status: 'completed' }))
  expect(screen.getByRole('alert').textContent).toContain('The execution had already ended')
  expect(screen.queryByRole('button', { name: /^Cancel/ })).toBeNull()
  press('Close')
  await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull())
  expect(screen.queryByRole('button')).toBeNull()
})
