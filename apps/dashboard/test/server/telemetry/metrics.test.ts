import { expect, test } from 'vitest'
import type { ExecutionMove } from '@specflow/workflow'
import type { WorkflowExecution } from '@specflow/workflow/schema'
import { metricsRoute } from '../../../src/server/rest/metrics.ts'
import { createMetrics, type Metrics } from '../../../src/server/telemetry/metrics.ts'
import { provideTestContainer } from '../support/container.ts'
import { execution } from '../support/records.ts'
import { makeRequest } from '../support/requests.ts'

const CLAIM = '2026-01-02T03:04:15.000Z'
const END = '2026-01-02T03:05:45.000Z'

const RUNNING: WorkflowExecution = {
  ...execution,
  status: 'running',
  updatedAt: CLAIM,
  runs: [{ attempt: 1, startedAt: CLAIM }],
}
const RUN = { attempt: 1, startedAt: CLAIM, endedAt: END }

const accepted: ExecutionMove = { event: 'accepted', from: null, execution }
const claimed: ExecutionMove = { event: 'run_started', from: 'queued', execution: RUNNING }
const completed: ExecutionMove = {
  event: 'completed',
  from: 'running',
  execution: { ...RUNNING, status: 'completed', completedAt: END, runs: [{ ...RUN, costUsd: 0.25 }] },
}

function create(): Metrics {
  return createMetrics({ version: '1.2.3', build: 'build-1', routeNames: () => '/' })
}

/** The value of every sample of the page whose name begins so. */
async function read(metrics: Metrics, name: string): Promise<Record<string, number>> {
  const lines = (await metrics.render()).split('\n').filter((line) => line.startsWith(name))
  return Object.fromEntries(
    lines.map((line) => {
      const cut = line.lastIndexOf(' ')
      return [line.slice(name.length, cut), Number(line.slice(cut + 1))]
    }),
  )
}

test('a run is counted with its outcome, its wait, its time and its cost', async () => {
  const metrics = create()
  for (const move of [accepted, claimed, completed]) metrics.onMove(move)

  expect(await read(metrics, 'specflow_executions_accepted_total')).toEqual({ '': 1 })
  expect(await read(metrics, 'specflow_runs_total')).toEqual({
    '{outcome="completed"}': 1,
    '{outcome="needs_input"}': 0,
    '{outcome="failed"}': 0,
    '{outcome="cancelled"}': 0,
  })
  expect(await read(metrics, 'specflow_run_duration_seconds_sum{outcome="completed"}')).toEqual({ '': 90 })
  expect(await read(metrics, 'specflow_queue_wait_seconds_sum')).toEqual({ '': 10 })
  expect(await read(metrics, 'specflow_queue_wait_seconds_count')).toEqual({ '': 1 })
  expect(await read(metrics, 'specflow_cost_usd_total')).toEqual({ '': 0.25 })
  expect(await read(metrics, 'specflow_runs_unknown_cost_total')).toEqual({ '': 0 })
  expect(await read(metrics, 'specflow_executions_ended_total{status="completed"')).toEqual({
    ',code=""}': 1,
  })
})

test('an answered execution waits from its answer on', async () => {
  const metrics = create()
  const entry = { questionSetId: 'x', questions: [], answers: {}, answeredAt: '2026-01-02T03:04:12.000Z' }
  metrics.onMove({ ...claimed, execution: { ...RUNNING, answers: [entry] } })

  expect(await read(metrics, 'specflow_queue_wait_seconds_sum')).toEqual({ '': 3 })
})

test('a cost that nobody told is counted as unknown, and never as zero', async () => {
  const metrics = create()
  const failed: WorkflowExecution = { ...RUNNING, status: 'failed', completedAt: END, runs: [RUN] }
  metrics.onMove({
    event: 'failed',
    from: 'running',
    execution: { ...failed, error: { code: 'TIMED_OUT', message: 'too late' } },
  })

  expect(await read(metrics, 'specflow_runs_unknown_cost_total')).toEqual({ '': 1 })
  expect(await read(metrics, 'specflow_cost_usd_total')).toEqual({ '': 0 })
  expect(await read(metrics, 'specflow_executions_ended_total{status="failed",code="TIMED_OUT"}')).toEqual({
    '': 1,
  })
})

test('what ends without a run counts as ended, and not as a run', async () => {
  const metrics = create()
  metrics.onMove({
    event: 'cancelled',
    from: 'waiting_for_input',
    execution: { ...execution, status: 'cancelled', cancelledAt: END, runs: [{ ...RUN, costUsd: 1 }] },
  })

  expect(await read(metrics, 'specflow_runs_total{outcome="cancelled"}')).toEqual({ '': 0 })
  expect(await read(metrics, 'specflow_cost_usd_total')).toEqual({ '': 0 })
  expect(await read(metrics, 'specflow_executions_ended_total{status="cancelled"')).toEqual({
    ',code=""}': 1,
  })
})

test('what has not ended is asked of the service at every look', async () => {
  const metrics = create()
  let queued = 2
  metrics.watch({
    changes: () =>
      Promise.resolve({
        cursor: 'c',
        isReset: false,
        executions: [],
        removedIds: [],
        counts: { queued: queued++, running: 1, waiting_for_input: 4 },
      }),
  })
  const others = { 'running"}': 1, 'waiting_for_input"}': 4 }

  expect(await read(metrics, 'specflow_executions{status="')).toEqual({ ...others, 'queued"}': 2 })
  expect(await read(metrics, 'specflow_executions{status="')).toEqual({ ...others, 'queued"}': 3 })
})

test('the page says what runs, and no id of anything', async () => {
  const metrics = create()
  for (const move of [accepted, claimed, completed]) metrics.onMove(move)
  const page = await metrics.render()

  expect(page).toContain(`specflow_build_info{version="1.2.3",build="build-1",node="${process.version}"} 1`)
  expect(page).toContain('nodejs_eventloop_lag_p99_seconds')
  for (const value of [execution.id, execution.projectId, execution.projectName, execution.skill]) {
    expect(page).not.toContain(value)
  }
})

test('the route answers the page, and takes no other method', async () => {
  const metrics = { contentType: 'text/plain; version=0.0.4', render: () => Promise.resolve('up 1\n') }
  provideTestContainer({}, { metrics })

  const answer = await metricsRoute.GET(makeRequest('/metrics'))
  expect(answer.headers.get('content-type')).toBe('text/plain; version=0.0.4')
  expect(await answer.text()).toBe('up 1\n')
  expect((await metricsRoute.POST(makeRequest('/metrics', { method: 'POST' }))).status).toBe(405)
  const foreign = makeRequest('/metrics', { headers: { host: 'evil.example' } })
  expect((await metricsRoute.GET(foreign)).status).toBe(403)
})
