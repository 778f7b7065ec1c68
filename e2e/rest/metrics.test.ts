import { afterAll, beforeAll, expect, it } from 'vitest'
import { startFakeAgentServer, type FakeAgentServer } from '../support/fake-agent-server.ts'
import { until } from '../support/until.ts'

let fake: FakeAgentServer
beforeAll(async () => {
  fake = await startFakeAgentServer()
})
afterAll(() => fake[Symbol.asyncDispose]())

/** The samples of the page, by name and labels as they stand there. */
async function scrape(): Promise<Map<string, number>> {
  const { status, text } = await fake.server.api.get('/metrics')
  expect(status).toBe(200)
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  return new Map(
    lines.map((line) => {
      const cut = line.lastIndexOf(' ')
      return [line.slice(0, cut), Number(line.slice(cut + 1))]
    }),
  )
}

it('the page is in the text format of Prometheus and says what runs', async () => {
  const { headers, text } = await fake.server.api.get('/metrics')
  const { version, build } =
    /specflow_build_info\{version="(?<version>[^"]+)",build="(?<build>[^"]+)"/.exec(text)?.groups ?? {}

  expect(headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8')
  expect(version).toMatch(/^\d+\.\d+\.\d+$/)
  expect((await fake.server.api.get('/api/workflow/changes')).json).toMatchObject({ build })
  for (const line of text.split('\n')) {
    expect(line).toMatch(/^(?:# (?:HELP|TYPE) \w+ .+|\w+(?:\{(?:\w+="[^"\n]*",?)*\})? [\d.e+-]+|)$/)
  }
})

it('runs, costs, the queue and questions are counted as the records say', async () => {
  const before = await scrape()
  const rise = async (name: string) => ((await scrape()).get(name) ?? 0) - (before.get(name) ?? 0)
  const { api } = fake.server
  const completed = await api.untilStatus(await fake.start('ok'), 'completed')
  const asking = await fake.startAndAsk('needs_input')
  const running = await fake.start('hang')
  await api.untilStatus(running, 'running')
  const queued = await fake.start('ok')
  const now = await scrape()
  expect(now.get('specflow_executions{status="queued"}')).toBe(1)
  expect(now.get('specflow_executions{status="running"}')).toBe(1)
  expect(now.get('specflow_executions{status="waiting_for_input"}')).toBe(1)

  await api.cancel(running)
  await api.untilStatus(queued, 'completed')
  await api.cancel(asking.id)
  const costs = [completed, asking, await api.status(queued)].map(({ costUsd = 0 }) => costUsd)
  const cost = costs.reduce((sum, each) => sum + each, 0)
  expect(cost).toBeGreaterThan(0)
  expect(await rise('specflow_cost_usd_total')).toBeCloseTo(cost, 6)
  expect(await rise('specflow_runs_unknown_cost_total')).toBe(1)
  expect(await rise('specflow_executions_accepted_total')).toBe(4)
  expect(await rise('specflow_runs_total{outcome="completed"}')).toBe(2)
  expect(await rise('specflow_runs_total{outcome="needs_input"}')).toBe(1)
  expect(await rise('specflow_runs_total{outcome="cancelled"}')).toBe(1)
  expect(await rise('specflow_executions_ended_total{status="cancelled",code=""}')).toBe(2)
  expect(await rise('specflow_run_duration_seconds_count{outcome="completed"}')).toBe(2)
  expect(await rise('specflow_queue_wait_seconds_count')).toBe(4)
})

it('requests are told by the pattern of their route, whatever they ask for', async () => {
  const { api } = fake.server
  const before = await scrape()
  const nowhere = Array.from({ length: 50 }, (_, index) => `/nowhere/${String(index)}`)
  const executions = Array.from({ length: 20 }, () => `/executions/${crypto.randomUUID()}`)
  for (const path of [...nowhere, ...executions, '/api/workflow/status?id=x', '/api/nowhere'])
    await api.get(path)
  await fake.server.request({ path: '/api/health', headers: { host: 'evil.example' } })
  await fake.server.request({ method: 'MKCALENDAR', path: '/' })
  const count = (samples: Map<string, number>, method: string, route: string, status: number) =>
    samples.get(
      `specflow_http_request_duration_seconds_count{method="${method}",route="${route}",status="${String(status)}"}`,
    ) ?? 0

  // An answer is measured when its last byte is written, which may be after it was read.
  const after = await until(
    async () => {
      const samples = await scrape()
      return count(samples, 'MKCALENDAR', '/', 405) === 1 && samples
    },
    { what: 'the last request to be counted' },
  )
  expect(count(after, 'GET', '(unknown)', 404) - count(before, 'GET', '(unknown)', 404)).toBe(51)
  expect(count(after, 'GET', '/executions/[id]', 404)).toBe(20)
  expect(count(after, 'GET', '/api/workflow/status', 400)).toBe(1)
  expect(count(after, 'GET', '/api/health', 403)).toBe(1)
  expect([...after.keys()].filter((name) => /nowhere|[\da-f]{8}-[\da-f]{4}-/.test(name))).toEqual([])
})
