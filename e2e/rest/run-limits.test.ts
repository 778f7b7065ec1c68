import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  fakeAgentEnvironment,
  startFakeAgentServer,
  type FakeAgentServer,
} from '../support/fake-agent-server.ts'
import { startServer, type BuiltServer } from '../support/built-server.ts'
import { isAlive } from '../support/processes.ts'
import { until } from '../support/until.ts'

const MANY = 50
/** What one message of the stand-in costs, whose model has no price of its own. */
const MESSAGE_USD = 0.02295

function setLimits(server: BuiltServer, limits: object, projectId?: string) {
  return server.request({
    method: 'PUT',
    path: '/api/limits',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ limits, ...(projectId !== undefined && { projectId }) }),
  })
}

const start = ({ projectId, server }: FakeAgentServer, input = 'fake-claude: ok') =>
  server.api.post('/api/workflow/start', { projectId, skill: 'review', input })

/** The agent itself, by what it wrote down. */
function pidOf(fake: FakeAgentServer, id: string): number {
  return fake.log(id)[0]?.pid ?? expect.unreachable(`the execution ${id} never ran`)
}

describe('limits over REST', () => {
  it('are none at first, and are in the file and in force once they are set', async () => {
    await using fake = await startFakeAgentServer()
    const { server } = fake
    expect((await server.api.get('/api/limits')).json).toEqual({ global: {}, projects: {} })
    const all = { global: { maxCostUsd: 2 }, projects: { [fake.projectId]: { maxRunsPerHour: 1 } } }
    await setLimits(server, { maxCostUsd: 2 })
    expect(await setLimits(server, { maxRunsPerHour: 1 }, fake.projectId)).toMatchObject({
      status: 200,
      json: all,
    })
    const path = join(server.home, 'limits.json')
    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual(all)
    expect((await stat(path)).mode & 0o777).toBe(0o600)
    expect(await setLimits(server, {}, 'nobody')).toMatchObject({ status: 404 })

    expect((await start(fake)).status).toBe(201)
    const refused = await start(fake)
    expect(refused).toMatchObject({
      status: 429,
      json: {
        error: {
          code: 'RATE_LIMITED',
          message: expect.stringContaining('1 run per hour for this project'),
          details: { limit: 'maxRunsPerHour', value: 1, projectId: fake.projectId },
        },
      },
    })
    const seconds = Number(refused.headers['retry-after'])
    expect(seconds).toBeGreaterThan(3_500)
    expect(seconds).toBeLessThanOrEqual(3_600)
  })

  it(`of ${String(MANY)} starts at once let in as many as they say`, async () => {
    await using fake = await startFakeAgentServer()
    await setLimits(fake.server, { maxRunsPerHour: 1 })
    const answers = await Promise.all(Array.from({ length: MANY }, () => start(fake)))
    expect(answers.map(({ status }) => status).toSorted()).toEqual([
      201,
      ...Array.from({ length: MANY - 1 }, () => 429),
    ])
    const { json } = await fake.server.api.get('/api/workflow/list?limit=200')
    expect((json as { executions: unknown[] }).executions).toHaveLength(1)
  })

  it('that were damaged keep everything from being started until they are mended, and nothing else', async () => {
    await using fake = await startFakeAgentServer()
    const { server } = fake
    await setLimits(server, { maxRunsPerHour: 5 })
    const running = await fake.start('hang')
    await server.api.untilStatus(running, 'running')
    const path = join(server.home, 'limits.json')
    const intact = await readFile(path, 'utf8')
    await writeFile(path, '{"global"')

    expect(await start(fake)).toMatchObject({ status: 503, json: { error: { code: 'LIMITS_UNREADABLE' } } })
    expect(await server.api.get('/api/limits')).toMatchObject({ status: 503 })
    expect(await setLimits(server, {})).toMatchObject({ status: 503 })
    expect((await server.api.get('/api/health')).json).toMatchObject({
      ok: false,
      problems: [{ code: 'LIMITS_UNREADABLE', remedy: expect.stringContaining(path) }],
    })
    expect((await server.api.cancel(running)).status).toBe('cancelled')
    expect(await readFile(path, 'utf8')).toBe('{"global"')

    await writeFile(path, intact)
    expect((await start(fake)).status).toBe(201)
  })
})

describe('the cost of a run that goes on', () => {
  it('stops it when it has cost as much as one execution may, and the record says so', async () => {
    await using fake = await startFakeAgentServer()
    const { server } = fake
    await setLimits(server, { maxCostUsd: 10 * MESSAGE_USD }, fake.projectId)
    const id = await fake.start('spend:40+hang')
    const { error, runs, stop } = await server.api.untilStatus(id, 'failed')
    expect(error).toMatchObject({
      code: 'COST_LIMIT_REACHED',
      message: expect.stringMatching(
        /^The limit of 0\.23 USD for one execution of this project was reached: it had cost about 0\.\d\d USD\./,
      ),
    })
    expect(stop).toMatchObject({ reason: 'cost_limit', survivors: [], endedAt: expect.any(String) })
    const estimate = runs[0]?.estimatedCostUsd ?? 0
    expect(estimate).toBeGreaterThanOrEqual(10 * MESSAGE_USD)
    expect(estimate / MESSAGE_USD).toBeCloseTo(Math.round(estimate / MESSAGE_USD), 5)
    expect(isAlive(pidOf(fake, id))).toBe(false)
  })

  it('leaves one alone that stays below it', async () => {
    await using fake = await startFakeAgentServer()
    await setLimits(fake.server, { maxCostUsd: 101 * MESSAGE_USD })
    // Long enough to be looked at more than once.
    const { runs } = await fake.server.api.untilStatus(await fake.start('spend:100'), 'completed')
    expect(runs[0]).not.toHaveProperty('estimatedCostUsd')
  })

  it('counts for a resumed run what the execution has cost, and not again what its session file says of it', async () => {
    await using fake = await startFakeAgentServer()
    const { api } = fake.server
    const { id, questionSet } = await fake.startAndAsk('spend:100+needs_input,spend:100+ok')
    await setLimits(fake.server, { maxCostUsd: 110 * MESSAGE_USD })
    const answers = Object.fromEntries(
      (questionSet?.questions ?? []).map((question) => [question.id, 'SQLite']),
    )
    await api.answer(id, answers)
    await api.untilStatus(id, 'completed')
  })

  it('is watched again by the next server after a crash, which stops it', async () => {
    await using fake = await startFakeAgentServer()
    const { server } = fake
    await setLimits(server, { maxCostUsd: 20 * MESSAGE_USD })
    const id = await fake.start('spend:400+hang')
    await until(() => fake.log(id).some(({ event }) => event === 'session'), { what: 'the session' })
    await server.kill9()
    await using next = await startServer({
      directory: fake.directory,
      env: { ...fakeAgentEnvironment(fake.directory), SPECFLOW_HOME: server.home },
    })
    const { error, stop } = await next.api.untilStatus(id, 'failed')
    expect(error?.code).toBe('COST_LIMIT_REACHED')
    expect(stop).toMatchObject({ reason: 'cost_limit', survivors: [] })
    expect(isAlive(pidOf(fake, id))).toBe(false)
  })

  it('ends the day for everything in its scope, and for what would come', async () => {
    await using fake = await startFakeAgentServer({ SPECFLOW_RUNS_PER_PROJECT: '4' })
    const { server } = fake
    const ids = await Promise.all([fake.start('spend:6+hang'), fake.start('spend:6+hang')])
    await Promise.all(ids.map((id) => server.api.untilStatus(id, 'running')))
    await setLimits(server, { maxCostPerDayUsd: 11 * MESSAGE_USD })
    for (const id of ids) {
      const { error } = await server.api.untilStatus(id, 'failed')
      expect(error).toMatchObject({ code: 'COST_LIMIT_REACHED', message: expect.stringContaining('per day') })
    }
    const refused = await start(fake)
    expect(refused).toMatchObject({
      status: 429,
      json: {
        error: { message: expect.stringContaining('per day'), details: { limit: 'maxCostPerDayUsd' } },
      },
    })
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
  })
})

describe('stop everything', () => {
  it('ends every process and everything that waits for its turn, and leaves open questions', async () => {
    await using fake = await startFakeAgentServer({ SPECFLOW_RUNS_PER_PROJECT: '2' })
    const { api } = fake.server
    const asked = await fake.startAndAsk('needs_input')
    const running = [await fake.start('spawn:setsid+hang'), await fake.start('ignore_term')]
    const queued = [await fake.start('ok'), await fake.start('ok')]
    await Promise.all(running.map((id) => api.untilStatus(id, 'running')))
    const leaves = await fake.leavesOf(running[0] ?? '', 1)

    const { json, status } = await api.post('/api/workflow/stop-all')
    expect(status).toBe(200)
    const { notStopped, stopped } = json as { stopped: string[]; notStopped: unknown[] }
    expect(stopped.toSorted()).toEqual([...running, ...queued].toSorted())
    expect(notStopped).toEqual([])
    for (const pid of [...leaves, ...running.map((id) => pidOf(fake, id))]) expect(isAlive(pid)).toBe(false)
    for (const id of queued) expect(fake.log(id)).toEqual([])
    expect((await api.status(asked.id)).status).toBe('waiting_for_input')
    expect((await api.post('/api/workflow/stop-all', {})).json).toEqual({ stopped: [], notStopped: [] })
    expect((await api.post('/api/workflow/stop-all', { projectId: 'x' })).status).toBe(400)
  })
})

it('a script that asks without end is told to wait, and others are served again a moment later', async () => {
  await using fake = await startFakeAgentServer({ SPECFLOW_REQUEST_RATE: '200' })
  const { server } = fake
  const answers = await Promise.all(
    Array.from({ length: 300 }, () => server.api.delete('/api/projects?id=nobody')),
  )
  const refused = answers.find(({ status }) => status === 429) ?? expect.unreachable('nothing was refused')
  expect(refused).toMatchObject({
    headers: { 'retry-after': '1' },
    json: { error: { code: 'RATE_LIMITED' } },
  })
  // Reads have a budget of their own.
  expect((await server.api.get('/api/health')).status).toBe(200)
  await until(async () => (await server.api.delete('/api/projects?id=nobody')).status === 404, {
    what: 'room for a change',
  })
})
