import { expect, test } from 'vitest'
import { WorkflowError } from '@specflow/workflow'
import { MAX_BODY_BYTES } from '../../../src/server/body/read-json-body.ts'
import { workflowStartRoute } from '../../../src/server/rest/workflow-start.ts'
import { provideTestContainer } from '../support/container.ts'
import { makeRequest, read, type RequestOptions } from '../support/requests.ts'

const tooLarge = 'x'.repeat(MAX_BODY_BYTES + 1)
const badHost = { host: 'evil.example' }
const text = { 'content-type': 'text/plain' }

/** Each row mends what the row before was refused for, and is wrong in everything that is checked later. */
const ROWS: [code: string, status: number, method: 'PUT' | 'POST', options: RequestOptions][] = [
  ['FORBIDDEN', 403, 'PUT', { body: tooLarge, headers: { ...badHost, ...text } }],
  ['METHOD_NOT_ALLOWED', 405, 'PUT', { body: tooLarge, headers: text }],
  ['UNSUPPORTED_MEDIA_TYPE', 415, 'POST', { body: tooLarge, headers: text }],
  ['BODY_TOO_LARGE', 413, 'POST', { body: tooLarge }],
  ['MALFORMED_JSON', 400, 'POST', { body: '{' }],
  ['INVALID_INPUT', 400, 'POST', { json: { projectId: 'nowhere' } }],
  ['PROJECT_NOT_FOUND', 404, 'POST', { json: { projectId: 'nowhere', skill: 'weed' } }],
]

test.each(ROWS)('%s comes before what is checked later', async (code, status, method, options) => {
  provideTestContainer({
    start: () => Promise.reject(new WorkflowError('PROJECT_NOT_FOUND', 'No such project.')),
  })
  const answer = await read(
    workflowStartRoute[method](makeRequest('/api/workflow/start', { ...options, method })),
  )
  expect([answer.body.error.code, answer.status]).toEqual([code, status])
})

test.each([
  ['multipart/form-data; boundary=x'],
  ['application/x-www-form-urlencoded'],
  ['text/plain'],
  ['application/octet-stream'],
  ['application/json-patch+json'],
  ['text/json'],
  ['application/jsonp'],
  [''],
])('a body of the type %j is 415, whatever is in it', async (type) => {
  provideTestContainer({})
  const request = makeRequest('/api/workflow/start', {
    json: { projectId: 'garden', skill: 'weed' },
    headers: { 'content-type': type },
  })
  expect((await read(workflowStartRoute.POST(request))).status).toBe(415)
})

test.each([
  ['a foreign Origin', { origin: 'http://evil.example' }],
  ['another port of this machine', { 'sec-fetch-site': 'same-site' }],
  ['a foreign site', { 'sec-fetch-site': 'cross-site' }],
])('the handler itself refuses %s, should a request come past the front', async (_, headers) => {
  provideTestContainer({})
  const request = makeRequest('/api/workflow/start', {
    json: { projectId: 'garden', skill: 'weed' },
    headers,
  })
  expect((await read(workflowStartRoute.POST(request))).body.error.code).toBe('FORBIDDEN')
})
