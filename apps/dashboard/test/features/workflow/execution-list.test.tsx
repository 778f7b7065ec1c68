// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { summarize } from '@specflow/workflow/schema'
import { ExecutionRows } from '../../../src/features/workflow/components/execution-rows.tsx'
import { createFakeApi } from '../../support/fake-api.tsx'
import { execution } from '../../support/records.ts'

afterEach(cleanup)

it.each([
  ['beside others', [summarize(execution({ status: 'completed' }))]],
  ['alone', []],
])('names the records that cannot be shown, %s', async (_, executions) => {
  const file = 'quarantine/0b6ff5a5-0a3e-4c57-9d0e-0d6a3a0f3a01.json.2026-03-01T10-20-30.456Z'
  const message = 'It could not be understood and was moved there.'
  const unreadable = [{ file, code: 'RECORD_QUARANTINED', message }]
  render(
    <ExecutionRows filter={{}} showProject empty="Nothing" />,
    createFakeApi(() => ({ executions, nextCursor: null, unreadable })),
  )
  expect(await screen.findByText('1 record cannot be shown')).toBeDefined()
  expect(screen.getByText(file)).toBeDefined()
  expect(screen.getByText(message)).toBeDefined()
})
