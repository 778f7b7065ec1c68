import { describe, expect, test, vi } from 'vitest'
import { MAX_BODY_BYTES } from '../../../src/server/body/read-json-body.ts'
import { trpcRoute } from '../../../src/server/rest/trpc.ts'
import { provideTestContainer } from '../support/container.ts'
import { EXECUTION_ID, execution } from '../support/records.ts'
import { makeRequest, read, type RequestOptions } from '../support/requests.ts'

interface Answer {
  result?: { data: unknown }
  error?: { code?: string; message: string; data?: { workflowCode: string } }
}

const inQuery = (input: unknown) => encodeURIComponent(JSON.stringify(input))

test('a query is answered', async () => {
  provideTestContainer({ status: () => Promise.resolve(execution) })
  const request = makeRequest(`/api/trpc/workflow.status?input=${inQuery({ id: EXECUTION_ID })}`)
  const answer = await read<Answer>(trpcRoute.GET(request))
  expect(answer.body.result?.data).toEqual(execution)
  expect(answer.headers.get('cache-control')).toBe('no-store')
})

test('a mutation is answered', async () => {
  const cancel = vi.fn(() => Promise.resolve(execution))
  provideTestContainer({ cancel })
  const request = makeRequest('/api/trpc/workflow.cancel', { json: { id: EXECUTION_ID } })
  expect((await read<Answer>(trpcRoute.POST(request))).status).toBe(200)
  expect(cancel).toHaveBeenCalledWith(EXECUTION_ID)
})

test('a mutation by GET changes nothing', async () => {
  provideTestContainer({})
  const request = makeRequest(`/api/trpc/workflow.cancel?input=${inQuery({ id: EXECUTION_ID })}`)
  const answer = await read<Answer>(trpcRoute.GET(request))
  expect(answer.status).toBe(405)
  expect(answer.body.error?.data?.workflowCode).toBe('METHOD_NOT_ALLOWED')
})

test.each([
  [20, 200],
  [21, 400],
])('a batch of %i is %i', async (size, status) => {
  provideTestContainer({ status: () => Promise.resolve(execution) })
  const paths = Array.from({ length: size }, () => 'workflow.status').join(',')
  const inputs = Object.fromEntries(Array.from({ length: size }, (_, index) => [index, { id: EXECUTION_ID }]))
  const answer = await trpcRoute.GET(makeRequest(`/api/trpc/${paths}?batch=1&input=${inQuery(inputs)}`))
  expect(answer.status).toBe(status)
})

describe.each<[string, number, RequestOptions]>([
  ['a form', 415, { body: 'id=1', headers: { 'content-type': 'application/x-www-form-urlencoded' } }],
  [
    'a form with files',
    415,
    { body: '--x--', headers: { 'content-type': 'multipart/form-data; boundary=x' } },
  ],
  ['bytes', 415, { body: '{}', headers: { 'content-type': 'application/octet-stream' } }],
  ['text', 415, { body: '{}', headers: { 'content-type': 'text/plain' } }],
  ['too much', 413, { body: 'x'.repeat(MAX_BODY_BYTES + 1) }],
  ['bytes that are not UTF-8', 400, { body: new Uint8Array([0x22, 0xff, 0x22]) }],
  [
    'what another site sends',
    403,
    { json: { id: EXECUTION_ID }, headers: { origin: 'http://evil.example' } },
  ],
  ['half an object', 400, { body: '{' }],
])('a mutation of %s', (_, status, options) => {
  test(`is ${String(status)} and reaches no use case`, async () => {
    provideTestContainer({})
    expect((await trpcRoute.POST(makeRequest('/api/trpc/workflow.cancel', options))).status).toBe(status)
  })
})

test('an unexpected error is logged and not told', async () => {
  const bug = new Error('secret of /home/ada')
  const { logged } = provideTestContainer({ status: () => Promise.reject(bug) })
  const request = makeRequest(`/api/trpc/workflow.status?input=${inQuery({ id: EXECUTION_ID })}`)
  const answer = await read<Answer>(trpcRoute.GET(request))
  expect(answer.status).toBe(500)
  expect(JSON.stringify(answer.body)).not.toContain('secret')
  expect(logged.map(({ fields }) => fields.err)).toEqual([bug])
})
