import { describe, expect, test, vi } from 'vitest'
import { doctorRoute } from '../../../src/server/rest/doctor.ts'
import { healthRoute } from '../../../src/server/rest/health.ts'
import { projectSkillsRoute } from '../../../src/server/rest/project-skills.ts'
import { projectsRoute } from '../../../src/server/rest/projects.ts'
import { workflowAnswerRoute } from '../../../src/server/rest/workflow-answer.ts'
import { workflowCancelRoute } from '../../../src/server/rest/workflow-cancel.ts'
import { workflowChangesRoute } from '../../../src/server/rest/workflow-changes.ts'
import { workflowDiffRoute } from '../../../src/server/rest/workflow-diff.ts'
import { workflowListRoute } from '../../../src/server/rest/workflow-list.ts'
import { workflowStartRoute } from '../../../src/server/rest/workflow-start.ts'
import { workflowStatusRoute } from '../../../src/server/rest/workflow-status.ts'
import { workflowTranscriptRoute } from '../../../src/server/rest/workflow-transcript.ts'
import { provideTestContainer } from '../support/container.ts'
import { EXECUTION_ID, execution, project } from '../support/records.ts'
import { makeRequest, read } from '../support/requests.ts'

describe('POST /api/workflow/start', () => {
  test.each([
    [true, 201],
    [false, 200],
  ])('answers what identifies the execution (created: %s, %i)', async (created, status) => {
    provideTestContainer({ start: () => Promise.resolve({ execution, created }) })
    const request = makeRequest('/api/workflow/start', { json: { projectId: 'garden', skill: 'weed' } })
    const answer = await read(workflowStartRoute.POST(request))
    expect(answer.status).toBe(status)
    expect(answer.body).toEqual({
      id: EXECUTION_ID,
      status: 'queued',
      projectId: 'garden',
      skill: 'weed',
      agent: 'demo',
      startedAt: execution.startedAt,
    })
    expect(answer.headers.get('content-type')).toBe('application/json')
    expect(answer.headers.get('cache-control')).toBe('no-store')
  })

  test('hands on all that was sent', async () => {
    const start = vi.fn(() => Promise.resolve({ execution, created: true }))
    provideTestContainer({ start })
    const json = { projectId: 'garden', skill: 'a:b', input: 'Größe', timeoutMs: 1_000, requestId: 'once' }
    await workflowStartRoute.POST(
      makeRequest('/api/workflow/start', {
        json,
        headers: { 'content-type': 'Application/JSON; charset=utf-8' },
      }),
    )
    expect(start).toHaveBeenCalledWith(json)
  })
})

test('GET /api/workflow/status answers the bare record and ignores parameters that it does not know', async () => {
  const status = vi.fn(() => Promise.resolve(execution))
  provideTestContainer({ status })
  const answer = await read(
    workflowStatusRoute.GET(makeRequest(`/api/workflow/status?id=${EXECUTION_ID}&_=1`)),
  )
  expect(answer).toMatchObject({ status: 200, body: execution })
  expect(status).toHaveBeenCalledWith({ id: EXECUTION_ID }, expect.any(AbortSignal))
})

describe('GET /api/workflow/transcript', () => {
  test.each([
    ['', {}],
    ['&after=120', { after: 120 }],
    ['&before=9&agentId=a1', { before: 9, agentId: 'a1' }],
  ])('understands %s', async (query, input) => {
    const page = { state: 'ready' as const, size: 120, start: 0, end: 120, entries: [] }
    const transcript = vi.fn(() => Promise.resolve(page))
    provideTestContainer({ transcript })
    const request = makeRequest(`/api/workflow/transcript?id=${EXECUTION_ID}${query}`)
    expect(await read(workflowTranscriptRoute.GET(request))).toMatchObject({ status: 200, body: page })
    expect(transcript).toHaveBeenCalledWith({ id: EXECUTION_ID, ...input })
  })
})

describe('GET /api/workflow/diff', () => {
  test.each([
    ['', {}],
    ['&path=a%20b%2F%C3%BC.txt', { path: 'a b/ü.txt' }],
  ])('understands %s', async (query, input) => {
    const found = { state: 'ready' as const, isLive: false, files: [], isTruncated: false }
    const diff = vi.fn(() => Promise.resolve(found))
    provideTestContainer({ diff })
    const request = makeRequest(`/api/workflow/diff?id=${EXECUTION_ID}${query}`)
    expect(await read(workflowDiffRoute.GET(request))).toMatchObject({ status: 200, body: found })
    expect(diff).toHaveBeenCalledWith({ id: EXECUTION_ID, ...input })
  })
})

describe('GET /api/workflow/list', () => {
  test.each([
    ['', { limit: 50 }],
    ['?limit=200&cursor=abc', { limit: 200, cursor: 'abc' }],
    [
      '?projectId=garden&status=running,failed',
      { limit: 50, projectId: 'garden', status: ['running', 'failed'] },
    ],
    [
      '?skill=weed&text=red%20rose&startedAfter=2026-01-01T00:00:00Z&startedBefore=2026-02-01T00:00:00Z',
      {
        limit: 50,
        skill: 'weed',
        text: 'red rose',
        startedAfter: '2026-01-01T00:00:00Z',
        startedBefore: '2026-02-01T00:00:00Z',
      },
    ],
    ['?status=running&status=failed', { limit: 50, status: ['running', 'failed'] }],
  ])('understands %s', async (query, input) => {
    const record = { file: 'x.json', code: 'RECORD_UNREADABLE' as const, message: 'EIO' }
    const page = { executions: [], nextCursor: null, unreadable: [record] }
    const list = vi.fn(() => Promise.resolve(page))
    provideTestContainer({ list })
    const answer = await read(workflowListRoute.GET(makeRequest(`/api/workflow/list${query}`)))
    expect(answer).toMatchObject({ status: 200, body: page })
    expect(list).toHaveBeenCalledWith(input)
  })
})

test.each([
  ['', {}],
  ['?since=abc', { since: 'abc' }],
  ['?since=abc&wait=60', { since: 'abc', wait: 60 }],
])('GET /api/workflow/changes understands %j', async (query, input) => {
  const counts = { queued: 0, running: 1, waiting_for_input: 0 }
  const page = { cursor: 'abd', isReset: false, executions: [], removedIds: [], counts }
  const changes = vi.fn(() => Promise.resolve(page))
  provideTestContainer({ changes })
  const answer = await read(workflowChangesRoute.GET(makeRequest(`/api/workflow/changes${query}`)))
  expect(answer).toMatchObject({ status: 200, body: { ...page, build: 'build-1' } })
  expect(changes).toHaveBeenCalledWith(input, expect.any(AbortSignal))
})

test('POST /api/workflow/answer answers the record; no answers at all are well-shaped', async () => {
  const answer = vi.fn(() => Promise.resolve(execution))
  provideTestContainer({ answer })
  const json = { id: EXECUTION_ID, answers: {} }
  await expect(
    read(workflowAnswerRoute.POST(makeRequest('/api/workflow/answer', { json }))),
  ).resolves.toMatchObject({
    status: 200,
    body: execution,
  })
  expect(answer).toHaveBeenCalledWith(json)
})

describe('POST /api/workflow/cancel', () => {
  test.each([
    ['in the query, without a body', `?id=${EXECUTION_ID}`, { method: 'POST' }],
    [
      'in the query, with an empty form as some clients send it',
      `?id=${EXECUTION_ID}`,
      { body: '', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
    ],
    ['in the body', '', { json: { id: EXECUTION_ID } }],
    ['in both', `?id=${EXECUTION_ID}`, { json: { id: EXECUTION_ID } }],
    ['in the query beside an empty object', `?id=${EXECUTION_ID}`, { json: {} }],
  ])('takes the id %s', async (_, query, options) => {
    const cancel = vi.fn(() => Promise.resolve(execution))
    provideTestContainer({ cancel })
    const answer = await read(workflowCancelRoute.POST(makeRequest(`/api/workflow/cancel${query}`, options)))
    expect(answer).toMatchObject({ status: 200, body: execution })
    expect(cancel).toHaveBeenCalledWith(EXECUTION_ID)
  })
})

describe('/api/projects', () => {
  test('GET lists', async () => {
    provideTestContainer({ listProjects: () => Promise.resolve([project]) })
    const answer = await read(projectsRoute.GET(makeRequest('/api/projects')))
    expect(answer).toMatchObject({ status: 200, body: { projects: [project] } })
  })

  test.each([
    [true, 201],
    [false, 200],
  ])('POST answers the project (created: %s, %i)', async (created, status) => {
    provideTestContainer({ registerProject: () => Promise.resolve({ project, created }) })
    const answer = await read(
      projectsRoute.POST(makeRequest('/api/projects', { json: { path: project.path } })),
    )
    expect(answer).toMatchObject({ status, body: project })
  })

  test('DELETE answers what it removed', async () => {
    const removeProject = vi.fn(() => Promise.resolve(project))
    provideTestContainer({ removeProject })
    const answer = await read(
      projectsRoute.DELETE(makeRequest('/api/projects?id=garden', { method: 'DELETE' })),
    )
    expect(answer).toMatchObject({ status: 200, body: project })
    expect(removeProject).toHaveBeenCalledWith('garden')
  })
})

test('GET /api/projects/skills lists', async () => {
  const skills = [{ name: 'weed', description: 'Weeds.', source: 'project' as const }]
  provideTestContainer({ listSkills: () => Promise.resolve(skills) })
  const answer = await read(projectSkillsRoute.GET(makeRequest('/api/projects/skills?projectId=garden')))
  expect(answer).toMatchObject({ status: 200, body: { skills } })
})

test('HEAD answers like GET, without the body', async () => {
  const health = {
    ok: true,
    version: '1.2.3',
    pid: 42,
    agent: { kind: 'claude' as const },
    stateDirectory: '/home/ada/.specflow',
    runs: { active: 0, queued: 0 },
    problems: [],
  }
  provideTestContainer({ health: () => Promise.resolve(health) })
  const [get, head] = await Promise.all([
    read(healthRoute.GET(makeRequest('/api/health'))),
    read(healthRoute.HEAD(makeRequest('/api/health', { method: 'HEAD' }))),
  ])
  expect(get).toMatchObject({ status: 200, body: health })
  expect(head.status).toBe(200)
  expect(head.body).toBeUndefined()
})

test('GET /api/doctor answers the report as it is', async () => {
  const report = {
    ok: false,
    checks: [{ id: 'owner', title: 'Server', status: 'problem' as const, detail: 'No.', fixable: false }],
  }
  provideTestContainer({}, { doctor: { examine: () => Promise.resolve(report) } })
  const answer = await read(doctorRoute.GET(makeRequest('/api/doctor')))
  expect(answer.status).toBe(200)
  expect(answer.body).toEqual(report)
})
