import { describe, expect, test } from 'vitest'
import type { Route } from '../../../src/server/rest/define-route.ts'
import { projectSkillsRoute } from '../../../src/server/rest/project-skills.ts'
import { projectsRoute } from '../../../src/server/rest/projects.ts'
import { unknownRoute } from '../../../src/server/rest/unknown-route.ts'
import { workflowAnswerRoute } from '../../../src/server/rest/workflow-answer.ts'
import { workflowCancelRoute } from '../../../src/server/rest/workflow-cancel.ts'
import { workflowListRoute } from '../../../src/server/rest/workflow-list.ts'
import { workflowStartRoute } from '../../../src/server/rest/workflow-start.ts'
import { workflowStatusRoute } from '../../../src/server/rest/workflow-status.ts'
import { workflowOutputRoute } from '../../../src/server/rest/workflow-output.ts'
import { workflowTranscriptRoute } from '../../../src/server/rest/workflow-transcript.ts'
import { provideTestContainer } from '../support/container.ts'
import { EXECUTION_ID, OTHER_ID } from '../support/records.ts'
import { makeRequest, read, type RequestOptions } from '../support/requests.ts'

test('an unexpected error is logged once with its cause and answered without it', async () => {
  const bug = new TypeError('secret of /home/ada')
  const { logged } = provideTestContainer({ status: () => Promise.reject(bug) })
  const answer = await read(workflowStatusRoute.GET(makeRequest(`/api/workflow/status?id=${EXECUTION_ID}`)))
  expect(answer.status).toBe(500)
  expect(answer.body.error.code).toBe('INTERNAL')
  expect(JSON.stringify(answer.body)).not.toContain('secret')
  expect(logged.map(({ fields }) => fields.err)).toEqual([bug])
})

const start = { projectId: 'garden', skill: 'weed' }

describe.each<[string, Route, string, RequestOptions]>([
  ['start without a body', workflowStartRoute, '/api/workflow/start', { method: 'POST' }],
  ['start with a list', workflowStartRoute, '/api/workflow/start', { json: [start] }],
  ['start with null', workflowStartRoute, '/api/workflow/start', { json: null }],
  ['start with an unknown key', workflowStartRoute, '/api/workflow/start', { json: { ...start, argv: [] } }],
  [
    'start with a timeout of 0',
    workflowStartRoute,
    '/api/workflow/start',
    { json: { ...start, timeoutMs: 0 } },
  ],
  [
    'start with a timeout in words',
    workflowStartRoute,
    '/api/workflow/start',
    { json: { ...start, timeoutMs: '9' } },
  ],
  ['status without an id', workflowStatusRoute, '/api/workflow/status', {}],
  ['status of no UUID', workflowStatusRoute, '/api/workflow/status?id=..%2f..%2fetc', {}],
  ['status of two ids', workflowStatusRoute, `/api/workflow/status?id=${EXECUTION_ID}&id=${OTHER_ID}`, {}],
  [
    'transcript with an offset that is no number',
    workflowTranscriptRoute,
    `/api/workflow/transcript?id=${EXECUTION_ID}&after=x`,
    {},
  ],
  [
    'transcript from both sides',
    workflowTranscriptRoute,
    `/api/workflow/transcript?id=${EXECUTION_ID}&after=1&before=2`,
    {},
  ],
  [
    'transcript of a sub-agent that leads elsewhere',
    workflowTranscriptRoute,
    `/api/workflow/transcript?id=${EXECUTION_ID}&agentId=..%2fx`,
    {},
  ],
  ['output without a stream', workflowOutputRoute, `/api/workflow/output?id=${EXECUTION_ID}`, {}],
  [
    'output of a run that is no number',
    workflowOutputRoute,
    `/api/workflow/output?id=${EXECUTION_ID}&stream=stdout&run=../2`,
    {},
  ],
  ['output of a file', workflowOutputRoute, `/api/workflow/output?id=${EXECUTION_ID}&stream=../x`, {}],
  ['list of an unknown status', workflowListRoute, '/api/workflow/list?status=running,done', {}],
  ['list with a limit of 0', workflowListRoute, '/api/workflow/list?limit=0', {}],
  ['list with a limit of 201', workflowListRoute, '/api/workflow/list?limit=201', {}],
  ['list with a limit in words', workflowListRoute, '/api/workflow/list?limit=ten', {}],
  ['answer without answers', workflowAnswerRoute, '/api/workflow/answer', { json: { id: EXECUTION_ID } }],
  [
    'answer with a number',
    workflowAnswerRoute,
    '/api/workflow/answer',
    { json: { id: EXECUTION_ID, answers: { q: 1 } } },
  ],
  ['cancel without an id', workflowCancelRoute, '/api/workflow/cancel', { method: 'POST' }],
  [
    'cancel of two ids',
    workflowCancelRoute,
    `/api/workflow/cancel?id=${EXECUTION_ID}`,
    { json: { id: OTHER_ID } },
  ],
  [
    'cancel with an unknown key',
    workflowCancelRoute,
    `/api/workflow/cancel?id=${EXECUTION_ID}`,
    { json: { force: true } },
  ],
  ['register without a path', projectsRoute, '/api/projects', { json: { name: 'x' } }],
  ['remove without an id', projectsRoute, '/api/projects', { method: 'DELETE' }],
  ['skills without a project', projectSkillsRoute, '/api/projects/skills', {}],
])('%s', (_, route, path, options) => {
  test('is 400 before any use case is asked', async () => {
    const { logged } = provideTestContainer({})
    const request = makeRequest(path, options)
    const answer = await read(route[request.method as keyof Route](request))
    expect(answer.status).toBe(400)
    expect(answer.body.error.code).toBe('INVALID_INPUT')
    expect(logged).toEqual([])
  })
})

describe('a wrong method', () => {
  test.each([
    [workflowStartRoute, 'GET', 'POST'],
    [workflowStartRoute, 'DELETE', 'POST'],
    [workflowStatusRoute, 'POST', 'GET, HEAD'],
    [projectsRoute, 'PUT', 'GET, HEAD, POST, DELETE'],
    [projectsRoute, 'OPTIONS', 'GET, HEAD, POST, DELETE'],
  ] as const)('is 405 with the methods that are possible (%#)', async (route, method, allow) => {
    provideTestContainer({})
    const answer = await read(route[method](makeRequest('/api/x', { method })))
    expect(answer.status).toBe(405)
    expect(answer.body.error.code).toBe('METHOD_NOT_ALLOWED')
    expect(answer.headers.get('allow')).toBe(allow)
  })
})

test.each(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const)(
  'an unknown path is 404 by %s',
  async (method) => {
    provideTestContainer({})
    const answer = await read(unknownRoute[method](makeRequest('/api/nothing', { method })))
    expect(answer.status).toBe(404)
    expect(answer.body.error).toMatchObject({ code: 'ROUTE_NOT_FOUND' })
    expect(answer.body.error.message).toContain('/api/nothing')
  },
)
