import { expect, it } from 'vitest'
import { summarize } from '@specflow/workflow/schema'
import { countStatuses } from '../../../src/features/project/count-statuses.ts'
import { execution } from '../../support/records.ts'

const summary = (id: string, projectId: string, status: 'waiting_for_input' | 'completed' | 'running') =>
  summarize(execution({ id, projectId, status }))

it('counts each execution once, by project and status, and believes the list of active ones', () => {
  const old = summary('old', 'a', 'waiting_for_input')
  const newest = [
    summary('1', 'a', 'completed'),
    summary('2', 'a', 'completed'),
    summary('3', 'b', 'completed'),
  ]
  const counts = countStatuses([old, summary('3', 'b', 'running')], newest)
  expect(Object.fromEntries(counts)).toEqual({ a: { completed: 2, waiting_for_input: 1 }, b: { running: 1 } })
})
