import { expect, test, vi } from 'vitest'
import { workflowAnswerRoute } from '../../../src/server/rest/workflow-answer.ts'
import { workflowStartRoute } from '../../../src/server/rest/workflow-start.ts'
import { provideTestContainer } from '../support/container.ts'
import { EXECUTION_ID, execution } from '../support/records.ts'
import { makeRequest, read } from '../support/requests.ts'

const START = { projectId: 'garden', skill: 'weed' }

const start = (json: unknown, key: string) =>
  read(
    workflowStartRoute.POST(
      makeRequest('/api/workflow/start', { json, headers: { 'idempotency-key': key } }),
    ),
  )

test.each([
  ['once', START, 'once'],
  ['"quoted"', START, 'quoted'],
  ['same', { ...START, requestId: 'same' }, 'same'],
])('the key %s is the request id of a start', async (key, json, requestId) => {
  const service = { start: vi.fn(() => Promise.resolve({ execution, created: true })) }
  provideTestContainer(service)
  expect((await start(json, key)).status).toBe(201)
  expect(service.start).toHaveBeenCalledWith({ ...START, requestId })
})

test('of an answer too', async () => {
  const answer = vi.fn(() => Promise.resolve(execution))
  provideTestContainer({ answer })
  const json = { id: EXECUTION_ID, answers: { q1: 'yes' } }
  const headers = { 'idempotency-key': 'once' }
  await workflowAnswerRoute.POST(makeRequest('/api/workflow/answer', { json, headers }))
  expect(answer).toHaveBeenCalledWith({ ...json, requestId: 'once' })
})

test('two that differ are refused with both of them, and nothing is started', async () => {
  const service = { start: vi.fn() }
  provideTestContainer(service)
  const { body, status } = await start({ ...START, requestId: 'body' }, 'header')
  expect(status).toBe(400)
  expect(body).toMatchObject({ error: { code: 'INVALID_INPUT' } })
  expect(JSON.stringify(body)).toMatch(/header.*body/)
  expect(service.start).not.toHaveBeenCalled()
})

test('one that is too long is refused by name, and a body that is no object for that', async () => {
  provideTestContainer({})
  expect((await start(START, 'x'.repeat(129))).body).toMatchObject({
    error: { code: 'INVALID_INPUT', issues: [{ path: ['requestId'] }] },
  })
  expect((await start([START], 'once')).status).toBe(400)
})
