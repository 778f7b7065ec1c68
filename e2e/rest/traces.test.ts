import { expect, it } from 'vitest'
import { startFakeAgentServer } from '../support/fake-agent-server.ts'
import { startOtlpCollector, type OtlpCollector, type ReceivedSpan } from '../support/otlp-collector.ts'
import { nodeBinary, SERVER } from '../support/paths.ts'

const TRACE_ID = '0af7651916cd43dd8448eb211c80319c'
const CALLER = 'b7ad6b7169203331'
const SECRET = 'plant-a-cherry-tree'

function toCollector({ origin }: OtlpCollector): Record<string, string> {
  return { OTEL_EXPORTER_OTLP_ENDPOINT: origin, OTEL_BSP_SCHEDULE_DELAY: '50' }
}

it("a start, its answer and its runs are spans of their callers' traces, and nothing that anybody wrote is in them", async () => {
  await using collector = await startOtlpCollector()
  await using fake = await startFakeAgentServer(toCollector(collector))
  const call = (path: string, body: unknown, traceId: string) =>
    fake.server.request({
      method: 'POST',
      path: `${path}?note=${SECRET}`,
      headers: {
        'content-type': 'application/json',
        'x-request-id': 'the-caller',
        traceparent: `00-${traceId}-${CALLER}-01`,
      },
      body: JSON.stringify(body),
    })
  const { projectId } = fake
  const input = `fake-claude: needs_input\n${SECRET}`
  const started = await call('/api/workflow/start', { projectId, skill: 'review', input }, TRACE_ID)
  const { id } = started.json as { id: string }
  const { questionSet } = await fake.server.api.untilStatus(id, 'waiting_for_input')
  const answers = { [questionSet?.questions[0]?.id ?? '']: SECRET }
  const otherTrace = TRACE_ID.replace('0af', '1af')
  await call('/api/workflow/answer', { id, answers }, otherTrace)
  const { runs } = await fake.server.api.untilStatus(id, 'completed')

  const first = await collector.untilSpan('run', { 'specflow.execution_id': id, 'specflow.attempt': 1 })
  const second = await collector.untilSpan('run', { 'specflow.execution_id': id, 'specflow.attempt': 2 })
  const request = await collector.untilSpan('POST /api/workflow/start')
  const start = await collector.untilSpan('workflow.start')
  const answer = await collector.untilSpan('workflow.answer')
  expect([request, start, first].map(parentage)).toEqual([
    [TRACE_ID, CALLER],
    [TRACE_ID, request.spanId],
    [TRACE_ID, start.spanId],
  ])
  expect([answer, second].map(({ traceId }) => traceId)).toEqual([otherTrace, otherTrace])
  expect(request.attributes).toEqual({
    'http.request.method': 'POST',
    'http.route': '/api/workflow/start',
    'http.response.status_code': 201,
    'specflow.request_id': 'the-caller',
  })
  expect(first.attributes).toMatchObject({
    'specflow.status': 'waiting_for_input',
    'specflow.skill': 'review',
  })
  expect(second.attributes).toMatchObject({ 'specflow.status': 'completed' })
  expect(toIso(second.startTimeUnixNano)).toBe(runs[1]?.startedAt)
  expect(toIso(second.endTimeUnixNano)).toBe(runs[1]?.endedAt)
  expect(collector.text()).not.toContain(SECRET)
})

it('a cancel and what is refused are spans too, with the code and without the words', async () => {
  await using collector = await startOtlpCollector()
  await using fake = await startFakeAgentServer(toCollector(collector))
  const id = await fake.start('hang')
  await fake.server.api.untilStatus(id, 'running')
  await fake.server.api.cancel(id)
  await fake.server.api.post('/api/workflow/answer', { id, answers: { q1: SECRET } })
  await fake.server.api.get(`/nothing/${SECRET}`)

  await collector.untilSpan('workflow.cancel', { 'specflow.status': 'cancelled' })
  await collector.untilSpan('run', { 'specflow.execution_id': id, 'specflow.status': 'cancelled' })
  await collector.untilSpan('workflow.answer', { 'error.type': 'NOT_WAITING' })
  await collector.untilSpan('GET (unknown)', { 'http.response.status_code': 404 })
  expect(collector.text()).not.toContain(SECRET)
})

it('what was not sent before the server ends is sent at its end', async () => {
  await using collector = await startOtlpCollector()
  await using fake = await startFakeAgentServer({
    ...toCollector(collector),
    OTEL_BSP_SCHEDULE_DELAY: '600000',
  })
  await fake.server.api.get('/api/health')
  expect(collector.spans()).toEqual([])
  await fake.server.stop()

  expect(collector.spans().map(({ name }) => name)).toContain('GET /api/health')
})

it('a collector that is away changes nothing, and the log says that it is', async () => {
  const collector = await startOtlpCollector()
  await collector[Symbol.asyncDispose]()
  await using fake = await startFakeAgentServer({
    ...toCollector(collector),
    OTEL_EXPORTER_OTLP_TIMEOUT: '200',
  })
  await fake.server.api.untilStatus(await fake.start('ok'), 'completed')
  const begun = performance.now()
  await fake.server.stop()

  expect(performance.now() - begun).toBeLessThan(10_000)
  expect(fake.server.output()).toContain('OpenTelemetry reports a problem')
})

it('without an address nothing of the SDK is loaded', async () => {
  await using collector = await startOtlpCollector()
  const command = [nodeBinary(), '--import', TELLS_LOADS, SERVER] as const
  await using traced = await startFakeAgentServer(toCollector(collector), { command })
  await using plain = await startFakeAgentServer({}, { command })
  for (const { server } of [traced, plain]) {
    await server.api.get('/metrics')
    await server.api.get('/')
  }

  expect(traced.server.output()).toMatch(/^loaded .*opentelemetry.*sdk-trace/m)
  expect(plain.server.output()).toMatch(/^loaded .*prom-client/m)
  expect(plain.server.output()).not.toMatch(/^loaded .*opentelemetry.*(?:sdk|exporter|core|resources)/m)
})

/** Node says which modules it loads, whoever asks for them. */
const TELLS_LOADS = `data:text/javascript,${encodeURIComponent(`
  import Module from 'node:module'
  const load = Module._load
  Module._load = function (name, ...rest) {
    process.stderr.write('loaded ' + name + '\\n')
    return load.call(this, name, ...rest)
  }
`)}`

function parentage({ parentSpanId, traceId }: ReceivedSpan): (string | undefined)[] {
  return [traceId, parentSpanId]
}

function toIso(nanoseconds: string): string {
  return new Date(Number(BigInt(nanoseconds) / 1_000_000n)).toISOString()
}
