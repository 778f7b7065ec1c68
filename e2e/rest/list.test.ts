import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { changePageSchema, executionSummarySchema, type ExecutionSummary } from '@specflow/workflow/schema'
import { startFakeAgentServer, type FakeAgentServer } from '../support/fake-agent-server.ts'

describe('the list of executions over REST', () => {
  let fake: FakeAgentServer
  /** Oldest first. */
  const ids: string[] = []
  /** A project of its own for what would disturb the rest. */
  let busy: string
  beforeAll(async () => {
    fake = await startFakeAgentServer()
    busy = await fake.server.api.register(await fake.createProject('busy'))
    for (const mode of ['ok', 'skill_error', 'needs_input', 'ok', 'needs_input']) {
      const id = await fake.start(mode)
      ids.push(id)
      const wanted = { ok: 'completed', skill_error: 'failed', needs_input: 'waiting_for_input' } as const
      await fake.server.api.untilStatus(id, wanted[mode as keyof typeof wanted])
    }
  })
  afterAll(() => fake[Symbol.asyncDispose]())

  async function list(query = ''): Promise<{ executions: ExecutionSummary[]; nextCursor: string | null }> {
    const { json, status } = await fake.server.api.get(`/api/workflow/list${query}`)
    expect(status).toBe(200)
    const { executions, nextCursor } = json as { executions: unknown[]; nextCursor: string | null }
    return { executions: executions.map((item) => executionSummarySchema.strict().parse(item)), nextCursor }
  }

  it('shows the newest first, as summaries without output', async () => {
    const { executions, nextCursor } = await list(`?projectId=${fake.projectId}`)

    expect(executions.map(({ id }) => id)).toEqual([...ids].reverse())
    expect(nextCursor).toBeNull()
    expect(executions.map(({ questionCount }) => questionCount)).toEqual([
      1,
      undefined,
      1,
      undefined,
      undefined,
    ])
    expect(executions.map(({ errorCode }) => errorCode)).toEqual([
      undefined,
      undefined,
      undefined,
      'SKILL_FAILED',
      undefined,
    ])
  })

  it('is never behind the status that was just read', async () => {
    for (let run = 0; run < 10; run += 1) {
      const id = await fake.start('ok', { projectId: busy })
      let status
      do {
        const record = await fake.server.api.status(id)
        const { executions } = await list(`?projectId=${busy}&limit=1`)
        expect(executions[0]?.id).toBe(id)
        expect(executions[0]?.revision).toBeGreaterThanOrEqual(record.revision)
        status = record.status
      } while (status === 'queued' || status === 'running')
      expect(status).toBe('completed')
    }
  })

  it('comes in pages that miss nothing and repeat nothing', async () => {
    const pages: string[][] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const after = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`
      const page = await list(`?limit=2&projectId=${fake.projectId}${after}`)
      pages.push(page.executions.map(({ id }) => id))
      cursor = page.nextCursor
    }

    expect(pages.map((page) => page.length)).toEqual([2, 2, 1])
    expect(pages.flat()).toEqual([...ids].reverse())
  })

  it('is filtered by statuses and by project', async () => {
    const filtered = await list(`?projectId=${fake.projectId}&status=failed,completed`)
    const waiting = await list(`?projectId=${fake.projectId}&status=waiting_for_input`)
    const ofBusy = await list(`?projectId=${busy}`)

    expect(filtered.executions.map(({ status }) => status)).toEqual(['completed', 'failed', 'completed'])
    expect(waiting.executions).toHaveLength(2)
    expect(ofBusy.executions.map(({ projectName }) => projectName)).not.toContain('project')
  })

  it('ignores parameters that it does not know', async () => {
    expect((await list(`?colour=red&projectId=${fake.projectId}`)).executions).toHaveLength(ids.length)
  })

  it.each(['limit=0', 'limit=201', 'limit=many', 'status=done', 'cursor=junk'])(
    'refuses %s',
    async (query) => {
      const { json, status } = await fake.server.api.get(`/api/workflow/list?${query}`)

      expect(status).toBe(400)
      expect(json).toMatchObject({ error: { code: 'INVALID_INPUT' } })
    },
  )

  it('tells what changed since an earlier answer, of this server only', async () => {
    const changes = async (since?: string) => {
      const query = since === undefined ? '' : `?since=${since}`
      const { json, status } = await fake.server.api.get(`/api/workflow/changes${query}`)
      expect(status).toBe(200)
      expect(json).toMatchObject({ build: expect.stringMatching(/./) as string })
      return changePageSchema.parse(json)
    }
    const { cursor, executions: nothing } = await changes()
    expect(nothing).toEqual([])
    const id = await fake.start('ok', { projectId: busy })
    const { revision } = await fake.server.api.untilStatus(id, 'completed')
    const changed = await changes(cursor)
    expect(changed).toMatchObject({ isReset: false, executions: [{ id, status: 'completed', revision }] })
    expect((await changes(changed.cursor)).executions).toEqual([])
    const foreign = Buffer.from('0b7f6f4e-3c0a-4f43-9a55-6f1f0a3d9c11/1').toString('base64url')
    expect(await changes(foreign)).toMatchObject({ isReset: true, executions: [] })
    expect(await fake.server.api.get('/api/workflow/changes?since=junk')).toMatchObject({
      status: 400,
      json: { error: { code: 'INVALID_INPUT' } },
    })
  })

  it('is had whole as CSV', async () => {
    const { headers, status, text } = await fake.server.api.get(
      `/api/workflow/export?projectId=${fake.projectId}&limit=1`,
    )
    expect(status).toBe(200)
    expect(headers['content-type']).toBe('text/csv; charset=utf-8')
    const lines = text.trimEnd().split('\r\n')
    expect(lines.slice(1).map((line) => line.slice(0, 36))).toEqual([...ids].reverse())
    expect(await fake.server.api.get('/api/workflow/export?status=done')).toMatchObject({ status: 400 })
  })

  it('has no project that is not registered', async () => {
    const { json, status } = await fake.server.api.get('/api/workflow/list?projectId=nobody')

    expect(status).toBe(404)
    expect(json).toMatchObject({ error: { code: 'PROJECT_NOT_FOUND' } })
  })
})
