import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startFakeAgentServer, type FakeAgentServer } from '../support/fake-agent-server.ts'

const MANY = 500
const DAY_MS = 86_400_000

describe('what tRPC itself does not limit', () => {
  let fake: FakeAgentServer
  beforeAll(async () => {
    fake = await startFakeAgentServer()
  })
  afterAll(() => fake[Symbol.asyncDispose]())

  const listed = async () =>
    ((await fake.server.api.get('/api/workflow/list')).json as { executions: unknown[] }).executions.length
  const post = (path: string, body: string) =>
    fake.server.request({ method: 'POST', path, headers: { 'content-type': 'application/json' }, body })
  const startInput = (more: object = {}) => ({
    projectId: fake.projectId,
    skill: 'review',
    input: 'fake-claude: hang',
    ...more,
  })

  it('A14 a batch of 500 starts nothing, by either method, and the server goes on', async () => {
    const before = await listed()
    const names = Array.from({ length: MANY }, () => 'workflow.start').join()
    const inputs = Object.fromEntries(Array.from({ length: MANY }, (_, index) => [index, startInput()]))
    const reads = Array.from({ length: MANY }, () => 'project.list').join()

    const [starts, health] = await Promise.all([
      post(`/api/trpc/${names}?batch=1`, JSON.stringify(inputs)),
      fake.server.api.get(`/api/trpc/${reads}?batch=1&input=%7B%7D`),
    ])

    expect([starts.status, health.status]).toEqual([400, 400])
    expect(await listed()).toBe(before)
    expect((await fake.server.api.get('/api/health')).status).toBe(200)
  })

  it('A14 a mutation by GET starts nothing', async () => {
    const before = await listed()
    const input = encodeURIComponent(JSON.stringify(startInput()))
    const response = await fake.server.api.get(`/api/trpc/workflow.start?input=${input}`)

    expect(response.status).toBe(405)
    expect(await listed()).toBe(before)
  })

  it.each(['0', '-1', '999', '2147483648', '1e12', '1e400', 'NaN', '"600000"'])(
    'A14 a timeout of %s starts nothing over tRPC',
    async (timeout) => {
      const before = await listed()
      const body = JSON.stringify(startInput({ timeoutMs: 1 })).replace(':1}', `:${timeout}}`)

      expect((await post('/api/trpc/workflow.start', body)).status).toBe(400)
      expect(await listed()).toBe(before)
    },
  )

  it('A14 a key twice starts nothing over tRPC', async () => {
    const before = await listed()
    const body = JSON.stringify(startInput()).replace('{', '{"skill":"other",')

    expect((await post('/api/trpc/workflow.start', body)).status).toBe(400)
    expect(await listed()).toBe(before)
  })

  it('A14 the longest timeout that is allowed kills nothing at once', async () => {
    const started = await fake.server.api.post('/api/workflow/start', startInput({ timeoutMs: DAY_MS }))
    const { id } = started.json as { id: string }
    await fake.server.api.untilStatus(id, 'running')
    // A timer of the longest time would fire after a millisecond: long before another run has come to its end.
    const other = await fake.server.api.register(await fake.createProject('other'))
    await fake.server.api.untilStatus(await fake.start('ok', { projectId: other }), 'completed')

    expect(await fake.server.api.status(id)).toMatchObject({ status: 'running', timeoutMs: DAY_MS })
    expect((await fake.server.api.cancel(id)).stop).toMatchObject({ reason: 'cancelled' })
  })
})
