import { expect, test, vi } from 'vitest'
import { WorkflowError } from '@specflow/workflow'
import { limitsRoute } from '../../../src/server/rest/limits.ts'
import { trpcRoute } from '../../../src/server/rest/trpc.ts'
import { workflowStartRoute } from '../../../src/server/rest/workflow-start.ts'
import { workflowStopAllRoute } from '../../../src/server/rest/workflow-stop-all.ts'
import { provideTestContainer } from '../support/container.ts'
import { EXECUTION_ID } from '../support/records.ts'
import { makeRequest, read } from '../support/requests.ts'

const ALL = { global: { maxCostPerDayUsd: 20 }, projects: {} }

test('the limits are read, and set for one scope', async () => {
  const setLimits = vi.fn(() => Promise.resolve(ALL))
  provideTestContainer({ limits: () => Promise.resolve(ALL), setLimits })
  expect(await read(limitsRoute.GET(makeRequest('/api/limits')))).toMatchObject({ status: 200, body: ALL })
  const json = { projectId: 'garden', limits: { maxRunsPerHour: 3 } }
  const answer = await read(limitsRoute.PUT(makeRequest('/api/limits', { method: 'PUT', json })))
  expect(answer).toMatchObject({ status: 200, body: ALL })
  expect(setLimits).toHaveBeenCalledWith(json)
})

test.each([
  ['nothing', undefined],
  ['no limits', {}],
  ['an unknown limit', { limits: { maxTokens: 1 } }],
  ['an unknown key', { limits: {}, project: 'garden' }],
  ['a cost of nothing', { limits: { maxCostUsd: 0 } }],
  ['a cost below zero', { limits: { maxCostPerDayUsd: -1 } }],
  ['a cost in words', { limits: { maxCostUsd: '1' } }],
  ['half a run', { limits: { maxRunsPerHour: 0.5 } }],
  ['no run', { limits: { maxRunsPerHour: 0 } }],
])('%s sets no limits', async (_, json) => {
  provideTestContainer({})
  const answer = await read(limitsRoute.PUT(makeRequest('/api/limits', { method: 'PUT', json })))
  expect(answer).toMatchObject({ status: 400, body: { error: { code: 'INVALID_INPUT' } } })
})

const LIMITED = () =>
  Promise.reject(new WorkflowError('RATE_LIMITED', 'Enough.', { details: { retryAfterSeconds: 90 } }))

test('what a limit refuses says when to ask again, over REST and tRPC alike', async () => {
  provideTestContainer({ start: LIMITED })
  const json = { projectId: 'garden', skill: 'weed' }
  for (const answer of [
    await workflowStartRoute.POST(makeRequest('/api/workflow/start', { json })),
    await trpcRoute.POST(makeRequest('/api/trpc/workflow.start', { json })),
  ]) {
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '90'])
  }
})

test('what else is refused says nothing of it', async () => {
  provideTestContainer({ start: () => Promise.reject(new WorkflowError('STORAGE_FULL', 'No space.')) })
  const json = { projectId: 'garden', skill: 'weed' }
  const answer = await workflowStartRoute.POST(makeRequest('/api/workflow/start', { json }))
  expect(answer.headers.has('retry-after')).toBe(false)
})

test.each([
  ['no body', undefined],
  ['an empty object', {}],
])('everything is stopped with %s, and what was not is told with its reason', async (_, json) => {
  const survivors = new WorkflowError('STOP_FAILED', 'Still alive: 4711.')
  const notStopped = [
    { id: EXECUTION_ID, error: survivors as unknown },
    { id: EXECUTION_ID, error: new Error('a secret path') },
  ]
  provideTestContainer({ stopAll: () => Promise.resolve({ stopped: [EXECUTION_ID], notStopped }) })
  const request = makeRequest('/api/workflow/stop-all', { method: 'POST', json })
  const answer = await read<unknown>(workflowStopAllRoute.POST(request))
  expect(answer).toMatchObject({
    status: 200,
    body: {
      stopped: [EXECUTION_ID],
      notStopped: [
        { id: EXECUTION_ID, error: { code: 'STOP_FAILED', message: 'Still alive: 4711.' } },
        { id: EXECUTION_ID, error: { code: 'INTERNAL' } },
      ],
    },
  })
  expect(JSON.stringify(answer.body)).not.toContain('secret')
})

test.each([{ projectId: 'garden' }, []])('nothing is stopped with the body %j', async (json) => {
  provideTestContainer({})
  const request = makeRequest('/api/workflow/stop-all', { method: 'POST', json })
  expect((await read(workflowStopAllRoute.POST(request))).status).toBe(400)
})
