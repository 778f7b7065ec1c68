import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { WorkflowExecution } from '@specflow/workflow/schema'
import { startServer, type BuiltServer } from '../support/built-server.ts'
import { ofKind, startFakeAgentServer, type FakeAgentServer } from '../support/fake-agent-server.ts'
import { isAlive } from '../support/processes.ts'
import { until } from '../support/until.ts'

const LINGERED = {
  runs: [{ warnings: ['LINGERED'] }],
  stop: { reason: 'lingered', survivors: [], endedAt: expect.any(String) },
}

describe('P25 an agent that has given its result and does not end', () => {
  let fake: FakeAgentServer
  beforeAll(async () => {
    fake = await startFakeAgentServer({ SPECFLOW_MAX_RUNS: '8', SPECFLOW_RUNS_PER_PROJECT: '8' })
  })
  afterAll(() => fake[Symbol.asyncDispose]())

  async function startAndAnswer(mode: string, timeoutMs = 60_000): Promise<string> {
    const id = await fake.start(`${mode}+result_then_hang`, { timeoutMs })
    await until(() => ofKind(fake.log(id), 'output')[0], { what: `the result of ${mode}` })
    return id
  }

  /** By the pids that they wrote down. */
  function livingOf(id: string): number[] {
    const lines = fake.log(id)
    const leaves = ofKind(lines, 'leaf').map(({ leafPid }) => leafPid)
    return [...ofKind(lines, 'start').map(({ pid }) => pid), ...leaves].filter(isAlive)
  }

  async function expectResultsToHold(
    server: BuiltServer,
    ids: readonly string[],
  ): Promise<WorkflowExecution[]> {
    const [done = '', asks = '', error = ''] = ids
    const ended = [
      await server.api.untilStatus(done, 'completed'),
      await server.api.untilStatus(asks, 'waiting_for_input'),
      await server.api.untilStatus(error, 'failed'),
    ]
    for (const execution of ended) expect(execution).toMatchObject(LINGERED)
    expect(ended[0]?.output?.status).toBe('completed')
    expect(ended[0]?.costUsd).toBeGreaterThan(0)
    expect(ended[2]?.error?.code).toBe('SKILL_FAILED')
    expect(ids.flatMap(livingOf)).toEqual([])
    return ended
  }

  const startAll = () =>
    Promise.all([
      startAndAnswer('ok+spawn:setsid'),
      startAndAnswer('needs_input'),
      startAndAnswer('skill_error'),
    ])

  it('P25 is stopped, with all that it started, and the result holds; a cancel or the deadline before that comes first', async () => {
    const [cancelled, timedOut, ids] = await Promise.all([
      startAndAnswer('ok'),
      startAndAnswer('ok', 12_000),
      startAll(),
    ])
    expect(await fake.server.api.cancel(cancelled)).toMatchObject({
      status: 'cancelled',
      output: { status: 'completed' },
      stop: { reason: 'cancelled' },
    })
    expect(await fake.server.api.untilStatus(timedOut, 'failed')).toMatchObject({
      error: { code: 'TIMED_OUT' },
      stop: { reason: 'timed_out' },
    })

    const [done, asks] = await expectResultsToHold(fake.server, ids)

    const late = await fake.server.api.post(`/api/workflow/cancel?id=${done?.id ?? ''}`)
    expect(late).toMatchObject({ status: 409, json: { error: { code: 'ALREADY_ENDED' } } })
    // The session can be gone on with, and the receipt of the run before does not stay.
    const answered = await fake.server.api.answer(asks?.id ?? '', { q1: 'SQLite' })
    expect(answered).not.toHaveProperty('stop')
    await fake.server.api.cancel(answered.id)
  })

  it('P25 is stopped by the next server as well', async () => {
    const ids = await startAll()
    await fake.server.kill9()
    expect(ids.flatMap(livingOf).length).toBeGreaterThanOrEqual(4)

    await using next = await startServer({ directory: fake.directory, env: fake.server.env })
    await expectResultsToHold(next, ids)
  })
})
