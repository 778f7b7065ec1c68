import { rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { WorkflowErrorCode } from '@specflow/workflow/schema'
import { startFakeAgentServer, type FakeAgentServer } from '../support/fake-agent-server.ts'
import type { HttpRequest } from '../support/http.ts'

const START = '/api/workflow/start'
const JSON_TYPE = { 'content-type': 'application/json' }
const NOBODY = '00000000-0000-4000-8000-000000000000'
const TOO_LARGE = 'x'.repeat(1_048_577)

/** Each request is wrong in everything that comes later in the order of checks as well. */
const ORDER: Refused[] = [
  [
    'the guard',
    403,
    'FORBIDDEN',
    {
      method: 'PUT',
      path: START,
      headers: { host: 'evil.example', 'content-type': 'text/plain' },
      body: TOO_LARGE,
    },
  ],
  [
    'the method',
    405,
    'METHOD_NOT_ALLOWED',
    {
      method: 'PUT',
      path: START,
      headers: { 'content-type': 'text/plain' },
      body: TOO_LARGE,
    },
  ],
  [
    'the media type',
    415,
    'UNSUPPORTED_MEDIA_TYPE',
    {
      method: 'POST',
      path: START,
      headers: { 'content-type': 'text/plain' },
      body: TOO_LARGE,
    },
  ],
  ['the size', 413, 'BODY_TOO_LARGE', { method: 'POST', path: START, headers: JSON_TYPE, body: TOO_LARGE }],
  [
    'the JSON',
    400,
    'MALFORMED_JSON',
    { method: 'POST', path: START, headers: JSON_TYPE, body: '{"projectId":' },
  ],
  ['the shape', 400, 'INVALID_INPUT', json(START, { projectId: 'nobody', skill: '../x' })],
  ['the project', 404, 'PROJECT_NOT_FOUND', json(START, { projectId: 'nobody', skill: 'x' })],
  ['the execution', 404, 'EXECUTION_NOT_FOUND', json('/api/workflow/answer', { id: NOBODY, answers: {} })],
]

type Refused = [what: string, status: number, code: WorkflowErrorCode, request: HttpRequest]

const REFUSED: Refused[] = [
  ['A2 an id that is no UUID', 400, 'INVALID_INPUT', { path: '/api/workflow/status?id=../../registry' }],
  [
    'A2 an id in upper case',
    400,
    'INVALID_INPUT',
    { path: `/api/workflow/status?id=${'A'.repeat(8)}-0000-4000-8000-${'0'.repeat(12)}` },
  ],
  ['no id', 400, 'INVALID_INPUT', { path: '/api/workflow/status' }],
  [
    'A1 an execution that nobody started',
    404,
    'EXECUTION_NOT_FOUND',
    { path: `/api/workflow/status?id=${NOBODY}` },
  ],
  [
    'A1 a cancel of nothing',
    404,
    'EXECUTION_NOT_FOUND',
    { method: 'POST', path: `/api/workflow/cancel?id=${NOBODY}` },
  ],
  ['a cancel without an id', 400, 'INVALID_INPUT', { method: 'POST', path: '/api/workflow/cancel' }],
  [
    'two different ids',
    400,
    'INVALID_INPUT',
    json(`/api/workflow/cancel?id=${NOBODY}`, { id: NOBODY.replace('4', '5') }),
  ],
  ['an unknown key', 400, 'INVALID_INPUT', json('/api/workflow/cancel', { id: NOBODY, force: true })],
  [
    'A3 a project id like a path',
    404,
    'PROJECT_NOT_FOUND',
    { path: '/api/projects/skills?projectId=../../etc' },
  ],
  [
    'A3 a project that is not registered',
    404,
    'PROJECT_NOT_FOUND',
    { method: 'DELETE', path: '/api/projects?id=nobody' },
  ],
  ...['0', '-1', '999', '86400001', '2147483648', '1e12', '1e400', '1500.5', '"600000"', 'null'].map(
    (timeout): Refused => [
      `A14 a timeout of ${timeout}`,
      400,
      'INVALID_INPUT',
      json(START, `{"projectId":"x","skill":"x","timeoutMs":${timeout}}`),
    ],
  ),
  [
    'A14 a timeout that is no number',
    400,
    'MALFORMED_JSON',
    json(START, '{"projectId":"x","timeoutMs":NaN}'),
  ],
  ['A14 a key twice', 400, 'MALFORMED_JSON', json(START, '{"projectId":"x","skill":"x","projectId":"y"}')],
  ['A14 two objects', 400, 'MALFORMED_JSON', json(START, '{"projectId":"x"}{}')],
  ['A14 a form', 415, 'UNSUPPORTED_MEDIA_TYPE', typed('application/x-www-form-urlencoded')],
  ['A14 a form of parts', 415, 'UNSUPPORTED_MEDIA_TYPE', typed('multipart/form-data; boundary=x')],
  ['A14 bytes', 415, 'UNSUPPORTED_MEDIA_TYPE', typed('application/octet-stream')],
  ['A14 a type that only begins like JSON', 415, 'UNSUPPORTED_MEDIA_TYPE', typed('application/json5')],
  ['A14 no type', 415, 'UNSUPPORTED_MEDIA_TYPE', { method: 'POST', path: START, body: '{}' }],
  [
    'A14 an empty body of any type',
    400,
    'INVALID_INPUT',
    { method: 'POST', path: START, headers: { 'content-type': 'text/plain' } },
  ],
  [
    'A14 bytes that are no UTF-8',
    400,
    'MALFORMED_JSON',
    {
      method: 'POST',
      path: START,
      headers: JSON_TYPE,
      body: Buffer.from([0x22, 0xff, 0x22]),
    },
  ],
  ['A14 a list where an object belongs', 400, 'INVALID_INPUT', json(START, [])],
  ['a route that is none', 404, 'ROUTE_NOT_FOUND', { path: '/api/nothing/here' }],
  ['the bare API', 404, 'ROUTE_NOT_FOUND', { path: '/api' }],
  ['A14 a mutation by GET', 405, 'METHOD_NOT_ALLOWED', { path: `/api/workflow/cancel?id=${NOBODY}` }],
  ['A14 a read by POST', 405, 'METHOD_NOT_ALLOWED', { method: 'POST', path: '/api/workflow/list' }],
  ['DELETE of health', 405, 'METHOD_NOT_ALLOWED', { method: 'DELETE', path: '/api/health' }],
]

describe('refusals over REST', () => {
  let fake: FakeAgentServer
  beforeAll(async () => {
    fake = await startFakeAgentServer()
  })
  afterAll(() => fake[Symbol.asyncDispose]())

  async function expectRefusal(request: HttpRequest, status: number, code: WorkflowErrorCode) {
    const response = await fake.server.request(request)

    expect({ status: response.status, body: response.json }).toEqual({
      status,
      body: {
        error: expect.objectContaining({ code, message: expect.stringMatching(/\w/) }),
      },
    })
    expect(response.headers['content-type']).toMatch(/^application\/json/)
    expect(response.text).not.toMatch(/ {4}at /)
    return response
  }

  it.each(ORDER)('%s is looked at before what follows', async (_what, status, code, request) => {
    await expectRefusal(request, status, code)
  })

  it.each(REFUSED)('%s', async (_what, status, code, request) => {
    await expectRefusal(request, status, code)
  })

  it('names the methods that are allowed', async () => {
    const request = { method: 'PATCH', path: '/api/projects' }
    const { headers } = await expectRefusal(request, 405, 'METHOD_NOT_ALLOWED')

    expect(headers.allow?.split(/, */).sort()).toEqual(expect.arrayContaining(['DELETE', 'GET', 'POST']))
  })

  it('A14 takes a JSON type with parameters', async () => {
    const headers = { 'content-type': 'Application/JSON; charset=utf-8' }
    const request = { method: 'POST', path: START, headers, body: '{}' }

    await expectRefusal(request, 400, 'INVALID_INPUT')
  })

  it('knows no skill of that name and says which are near', async () => {
    const { projectId } = fake
    const request = json(START, { projectId, skill: 'reviev' })

    const response = await expectRefusal(request, 404, 'SKILL_NOT_FOUND')

    expect(response.text).toContain('review')
    expect((await fake.server.api.get('/api/workflow/list')).json).toMatchObject({ executions: [] })
  })

  it('A6 looks at the state before the answers', async () => {
    const id = await fake.start('ok')
    await fake.server.api.untilStatus(id, 'completed')

    await expectRefusal(json('/api/workflow/answer', { id, answers: { q9: '' } }), 409, 'NOT_WAITING')
    await expectRefusal({ method: 'POST', path: `/api/workflow/cancel?id=${id}` }, 409, 'ALREADY_ENDED')
  })

  it('A10 does not cancel what has failed', async () => {
    const id = await fake.start('skill_error')
    await fake.server.api.untilStatus(id, 'failed')

    await expectRefusal({ method: 'POST', path: `/api/workflow/cancel?id=${id}` }, 409, 'ALREADY_ENDED')
  })

  it('A3 answers an unreadable registry with 503 and leaves the file alone', async () => {
    const registry = join(fake.server.home, 'registry.json')
    await rename(registry, `${registry}.good`)
    await writeFile(registry, '{"projects": ')

    await expectRefusal({ path: '/api/projects' }, 503, 'REGISTRY_UNREADABLE')
    await rename(`${registry}.good`, registry)
    expect((await fake.server.api.get('/api/projects')).status).toBe(200)
  })

  it('answers a place that cannot be written to with 507', async () => {
    const workflows = join(fake.server.home, 'workflows')
    await rename(workflows, `${workflows}.away`)
    await writeFile(workflows, '')
    const { projectId } = fake

    await expectRefusal(json(START, { projectId, skill: 'review' }), 507, 'STORAGE_UNWRITABLE')
    await rm(workflows)
    await rename(`${workflows}.away`, workflows)
    await fake.server.api.untilStatus(await fake.start('ok'), 'completed')
  })
})

/** A text is sent as it is: it may be no JSON. */
function json(path: string, body: unknown): HttpRequest {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return { method: 'POST', path, headers: JSON_TYPE, body: text }
}

function typed(type: string): HttpRequest {
  return { method: 'POST', path: START, headers: { 'content-type': type }, body: '{}' }
}
