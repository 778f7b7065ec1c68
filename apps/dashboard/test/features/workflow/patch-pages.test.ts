import { expect, it } from 'vitest'
import { summarize, type ExecutionSummary, type WorkflowExecution } from '@specflow/workflow/schema'
import { patchPages } from '../../../src/features/workflow/changes/patch-pages.ts'
import { execution } from '../../support/records.ts'

const summary = (part: Partial<WorkflowExecution>) => summarize(execution(part))
const newer = summary({ id: 'b', startedAt: '2026-01-02T00:00:00.000Z' })
const older = summary({ id: 'a', startedAt: '2026-01-01T00:00:00.000Z' })
const pages = [
  { executions: [newer], nextCursor: 'x' },
  { executions: [older], nextCursor: 'y' },
]
const changed = (...executions: ExecutionSummary[]) => ({ executions, removedIds: [] })

it('answers the very same pages where nothing of them changed', () => {
  const patched = patchPages(pages, {}, changed({ ...older, status: 'failed' }))
  expect(patched).toEqual({ pages, isBehind: false })
  expect(patched.pages).toBe(pages)
})

it('puts a newer revision in the place of the one that is shown, and keeps the other page', () => {
  const moved = { ...older, revision: 2, status: 'completed' as const }
  const { isBehind, pages: patched } = patchPages(pages, {}, changed(moved))
  expect(patched[1]?.executions).toEqual([moved])
  expect(patched[0]).toBe(pages[0])
  expect(isBehind).toBe(false)
})

it('takes out what is gone, and what the filter no longer lets through', () => {
  const moved = { ...older, revision: 2, status: 'completed' as const }
  const filtered = patchPages(pages, { status: ['running'] }, { executions: [moved], removedIds: ['b'] })
  expect(filtered.pages.map((page) => page.executions)).toEqual([[], []])
  expect(filtered.isBehind).toBe(false)
})

it.each([
  ['a new execution', {}, { startedAt: '2026-01-03T00:00:00.000Z' }, true],
  ['one of another project', { projectId: 'other' }, { startedAt: '2026-01-03T00:00:00.000Z' }, false],
  ['one beyond what was loaded', {}, { startedAt: '2025-12-31T00:00:00.000Z' }, false],
  [
    'one that the filter lets through now',
    { status: ['running' as const] },
    { startedAt: newer.startedAt },
    true,
  ],
])('knows whether it is behind: %s', (_, filter, part, isBehind) => {
  expect(patchPages(pages, filter, changed(summary({ id: 'c', ...part }))).isBehind).toBe(isBehind)
})

it('is behind by whatever is new where everything was loaded', () => {
  const whole = [{ executions: [newer], nextCursor: null }]
  expect(patchPages(whole, {}, changed(older)).isBehind).toBe(true)
  expect(patchPages([{ executions: [], nextCursor: null }], {}, changed(older)).isBehind).toBe(true)
})
