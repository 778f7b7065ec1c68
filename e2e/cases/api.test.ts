import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { WorkflowErrorCode } from '@specflow/workflow/schema'
import { ofKind, startFakeAgentServer, type FakeAgentServer } from '../support/fake-agent-server.ts'
import type { HttpResponse } from '../support/http.ts'

const NOBODY = '00000000-0000-4000-8000-000000000000'
const UUID = '0b7f6f4e-3c0a-4f43-9a55-6f1f0a3d9c11'

/** Of an execution id, as it stands in a query or a body. */
const MALFORMED = [
  '',
  '..',
  '../../registry',
  '..\\..\\registry',
  '%2e%2e%2f%2e%2e%2fregistry',
  '/etc/passwd',
  `${UUID}\0`,
  `${UUID}.`,
  `${UUID}.json`,
  `${UUID}/run-1`,
  ` ${UUID}`,
  UUID.toUpperCase(),
  UUID.replaceAll('-', ''),
  'CON',
  'nul',
  '__proto__',
  '\u202e',
  'x'.repeat(10_240),
]

describe('cases of the API', () => {
  let fake: FakeAgentServer
  beforeAll(async () => {
    fake = await startFakeAgentServer()
  })
  afterAll(() => fake[Symbol.asyncDispose]())

  const post = (path: string, body?: unknown) => fake.server.api.post(path, body)
  const answer = (id: string, more: object = {}) =>
    post('/api/workflow/answer', { id, answers: { q1: 'SQLite' }, ...more })

  it('A1 an execution that nobody started is 404, for a read, an answer and a cancel', async () => {
    for (const response of [
      await fake.server.api.get(`/api/workflow/status?id=${NOBODY}`),
      await answer(NOBODY),
      await post(`/api/workflow/cancel?id=${NOBODY}`),
      await post('/api/workflow/cancel', { id: NOBODY }),
    ]) {
      expectRefused(response, 404, 'EXECUTION_NOT_FOUND')
    }
  })

  it('A2 a malformed id is 400 over REST and tRPC, says nothing of files, and no record comes of it', async () => {
    for (const id of MALFORMED) {
      const inQuery = encodeURIComponent(id)
      const input = encodeURIComponent(JSON.stringify({ id }))
      for (const response of [
        await fake.server.api.get(`/api/workflow/status?id=${inQuery}`),
        await post(`/api/workflow/cancel?id=${inQuery}`),
        await post('/api/workflow/cancel', { id }),
        await answer(id),
        await answer(UUID, { questionSetId: id }),
      ]) {
        expectRefused(response, 400, 'INVALID_INPUT')
        expect(response.text).not.toContain(fake.directory)
      }
      expect((await fake.server.api.get(`/api/trpc/workflow.status?input=${input}`)).status).toBe(400)
    }
  })

  describe('A3 projects and their registry', () => {
    it('A3 a project that is not registered is 404, whatever its id looks like', async () => {
      for (const projectId of ['nobody', '../../etc', '__proto__', 'x'.repeat(5_000)]) {
        const asked = encodeURIComponent(projectId)
        for (const response of [
          await post('/api/workflow/start', { projectId, skill: 'review' }),
          await fake.server.api.get(`/api/projects/skills?projectId=${asked}`),
          await fake.server.api.get(`/api/workflow/list?projectId=${asked}`),
          await fake.server.api.delete(`/api/projects?id=${asked}`),
        ]) {
          expectRefused(response, 404, 'PROJECT_NOT_FOUND')
        }
      }
    })

    it.each<[string, string | undefined]>([
      ['missing', undefined],
      ['empty', ''],
      ['half written', '{"projects": '],
      ['of another shape', '{"projects": []}'],
    ])(
      'A3 a registry that is %s is 503, is left as it is, and no run is touched by it',
      async (_what, text) => {
        const registry = join(fake.server.home, 'registry.json')
        const id = await fake.start('hang')
        await fake.server.api.untilStatus(id, 'running')
        await rename(registry, `${registry}.good`)
        if (text !== undefined) await writeFile(registry, text)

        for (const response of [
          await fake.server.api.get('/api/projects'),
          await post('/api/projects', { path: fake.project }),
          await post('/api/workflow/start', { projectId: fake.projectId, skill: 'review' }),
        ]) {
          expectRefused(response, 503, 'REGISTRY_UNREADABLE')
        }
        expect((await fake.server.api.get('/api/health')).json).toMatchObject({
          ok: false,
          problems: [{ code: 'REGISTRY_UNREADABLE' }],
        })
        expect(await readFile(registry, 'utf8').catch(() => undefined)).toBe(text)
        expect((await fake.server.api.status(id)).status).toBe('running')
        expect((await fake.server.api.cancel(id)).status).toBe('cancelled')

        await rename(`${registry}.good`, registry)
        await fake.server.api.untilStatus(await fake.start('ok'), 'completed')
      },
    )

    it('A3 a run goes on when its project is unregistered, is answered, and completes', async () => {
      const path = await fake.createProject('unregistered')
      const projectId = await fake.server.api.register(path)
      const id = await fake.start('slow_start:300+needs_input,ok', { projectId })
      await fake.server.api.untilStatus(id, 'running')
      expect((await fake.server.api.delete(`/api/projects?id=${projectId}`)).status).toBe(200)

      await fake.server.api.untilStatus(id, 'waiting_for_input')
      await fake.server.api.answer(id, { q1: 'SQLite' })
      const completed = await fake.server.api.untilStatus(id, 'completed')
      expect(completed).toMatchObject({ projectId, projectPath: path, projectName: 'unregistered' })
      expectRefused(
        await post('/api/workflow/start', { projectId, skill: 'review' }),
        404,
        'PROJECT_NOT_FOUND',
      )
    })
  })

  describe('A6, A10 calls that come too late or too early', () => {
    it.each<[string, string]>([
      ['completed', 'ok'],
      ['failed', 'skill_error'],
    ])('A6, A10 an execution that is %s takes no answer and no cancel', async (status, mode) => {
      const id = await fake.start(mode)
      const before = await fake.server.api.untilStatus(id, status as 'completed' | 'failed')

      expectRefused(await answer(id), 409, 'NOT_WAITING', { status })
      for (const path of [`/api/workflow/cancel?id=${id}`, `/api/workflow/cancel?id=${id}`]) {
        expectRefused(await post(path), 409, 'ALREADY_ENDED', { status })
      }
      expect(await fake.server.api.status(id)).toEqual(before)
    })

    it('A6 an execution that is running, queued or cancelled takes no answer', async () => {
      const running = await fake.start('hang')
      await fake.server.api.untilStatus(running, 'running')
      const queued = await fake.start('ok')
      const before = await fake.server.api.status(queued)

      expectRefused(await answer(running), 409, 'NOT_WAITING', { status: 'running' })
      expectRefused(await answer(queued), 409, 'NOT_WAITING', { status: 'queued' })
      expect((await fake.server.api.status(queued)).revision).toBe(before.revision)
      await fake.server.api.cancel(queued)
      await fake.server.api.cancel(running)
      for (const id of [queued, running]) {
        expectRefused(await answer(id), 409, 'NOT_WAITING', { status: 'cancelled' })
      }
      expect(ofKind(fake.log(queued), 'start')).toEqual([])
    })

    it('A10 a cancel of what was cancelled answers the same receipt, also when it had waited for an answer', async () => {
      const { id } = await fake.startAndAsk('needs_input')
      const cancelled = await fake.server.api.cancel(id)
      expect(await fake.server.api.cancel(id)).toEqual(cancelled)
      expectRefused(await answer(id), 409, 'NOT_WAITING', { status: 'cancelled' })
    })
  })

  it('A7 an answer to an old or an unknown set of questions changes nothing, and names the current one', async () => {
    const first = await fake.startAndAsk('multi_round:2')
    const { id } = first
    await fake.server.api.answer(id, { q1: 'SQLite' })
    const second = await fake.server.api.untilStatus(id, 'waiting_for_input')

    const stale = await answer(id, { questionSetId: NOBODY })
    expectRefused(stale, 409, 'STALE_QUESTIONS', { questionSetId: second.questionSet?.id })
    const old = await answer(id, { questionSetId: first.questionSet?.id, answers: { q1: 'PostgreSQL' } })
    expectRefused(old, 409, 'ALREADY_ANSWERED', { answer: second.answers[0] })
    expect(await fake.server.api.status(id)).toEqual(second)

    expect((await answer(id, { questionSetId: second.questionSet?.id })).status).toBe(200)
    await fake.server.api.untilStatus(id, 'completed')
  })
})

function expectRefused(
  { json, status }: HttpResponse,
  wanted: number,
  code: WorkflowErrorCode,
  details?: Record<string, unknown>,
): void {
  expect({ status, json }).toMatchObject({
    status: wanted,
    json: { error: { code, message: expect.stringMatching(/\w/), ...(details && { details }) } },
  })
}
