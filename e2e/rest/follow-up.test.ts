import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ofKind, startFakeAgentServer, type FakeAgentServer } from '../support/fake-agent-server.ts'

const MANY = 20
/** What one run of the stand-in costs. */
const RUN_COST_USD = 0.00606

describe('follow-ups and retries over REST', () => {
  let fake: FakeAgentServer
  beforeAll(async () => {
    fake = await startFakeAgentServer({ SPECFLOW_RUNS_PER_PROJECT: '4' })
  })
  afterAll(() => fake[Symbol.asyncDispose]())

  const followUp = (body: unknown) => fake.server.api.post('/api/workflow/follow-up', body)
  const goOn = async (id: string, message: string) => {
    const { json, status } = await followUp({ id, message })
    expect(status).toBe(201)
    return (json as { id: string }).id
  }
  const completed = async (mode = 'ok') => fake.server.api.untilStatus(await fake.start(mode), 'completed')

  it('a chain of three goes on with one session, and each counts its own cost', async () => {
    const first = await completed()
    const second = await fake.server.api.untilStatus(await goOn(first.id, '/clear'), 'completed')
    const third = await fake.server.api.untilStatus(await goOn(second.id, 'And the tests?'), 'completed')

    const { sessionId } = first
    expect([second.sessionId, third.sessionId]).toEqual([sessionId, sessionId])
    expect([first, second, third].map(({ costUsd }) => costUsd)).toEqual([
      RUN_COST_USD,
      RUN_COST_USD,
      RUN_COST_USD,
    ])
    expect(second).toMatchObject({
      input: '/clear',
      skill: 'review',
      continues: { executionId: first.id, sessionCostUsd: RUN_COST_USD },
    })
    expect(third.continues).toEqual({ executionId: second.id, sessionCostUsd: 2 * RUN_COST_USD })
    const [start] = ofKind(fake.log(second.id), 'start')
    expect(start?.argv.slice(0, 3)).toEqual(['-p', '--resume', sessionId])
    expect(second.output?.message).toContain('> /clear')
  })

  it('a question in a follow-up is answered as any other', async () => {
    const first = await completed()
    const id = await goOn(first.id, 'fake-claude: needs_input')
    await fake.server.api.untilStatus(id, 'waiting_for_input')
    const refused = await followUp({ id, message: 'too early' })
    expect(refused).toMatchObject({ status: 409, json: { error: { code: 'NOT_ENDED' } } })
    await fake.server.api.answer(id, { q1: 'SQLite' })
    const answered = await fake.server.api.untilStatus(id, 'completed')
    expect(answered.runs.map(({ costUsd }) => costUsd)).toEqual([RUN_COST_USD, RUN_COST_USD])
    expect(answered.costUsd).toBe(2 * RUN_COST_USD)
  })

  it('waits while another has the session', async () => {
    const first = await completed()
    const hanging = await goOn(first.id, 'fake-claude: hang')
    await fake.server.api.untilStatus(hanging, 'running')
    const waiting = await goOn(first.id, 'fake-claude: ok')
    expect(await fake.server.api.status(waiting)).toMatchObject({
      status: 'queued',
      sessionId: first.sessionId,
      queuedBecause: `Its session is in use by the execution ${hanging}.`,
    })
    await fake.server.api.cancel(hanging)
    await fake.server.api.untilStatus(waiting, 'completed')
    // Nobody knows what the cancelled run has cost, so nobody knows what this one did.
    expect(await fake.server.api.status(waiting)).not.toHaveProperty('costUsd')
  })

  it('20 follow-ups with one request id at once begin once', async () => {
    const { id } = await completed()
    const body = { id, message: 'once', requestId: randomUUID() }
    const responses = await Promise.all(Array.from({ length: MANY }, () => followUp(body)))
    const statuses = responses.map(({ status }) => status).sort((a, b) => a - b)
    expect(statuses).toEqual([...Array<number>(MANY - 1).fill(200), 201])
    const ids = new Set(responses.map(({ json }) => (json as { id: string }).id))
    expect(ids.size).toBe(1)
    const [begun = ''] = ids
    await fake.server.api.untilStatus(begun, 'completed')
    expect(ofKind(fake.log(begun), 'start')).toHaveLength(1)
  })

  it('is refused where it cannot work, with a code and what to do', async () => {
    const path = await fake.createProject('leaving')
    const projectId = await fake.server.api.register(path)
    const { id } = await fake.server.api.untilStatus(await fake.start('ok', { projectId }), 'completed')
    const hanging = await fake.start('hang')
    const refusals: [unknown, number, string][] = [
      [{ id: randomUUID(), message: 'x' }, 404, 'EXECUTION_NOT_FOUND'],
      [{ id, message: ' \n' }, 400, 'INVALID_INPUT'],
      [{ id, message: 'x', skill: 'review' }, 400, 'INVALID_INPUT'],
      [{ id: hanging, message: 'x' }, 409, 'NOT_ENDED'],
    ]
    for (const [body, status, code] of refusals) {
      expect(await followUp(body)).toMatchObject({ status, json: { error: { code } } })
    }
    await fake.server.api.cancel(hanging)
    const missing = await fake.server.api.untilStatus(await fake.start('garbage'), 'failed')
    const noSession = await followUp({ id: missing.id, message: 'x' })
    expect(noSession).toMatchObject({ status: 409, json: { error: { code: 'NO_SESSION' } } })
    await rm(path, { recursive: true })
    const gone = await followUp({ id, message: 'x' })
    expect(gone).toMatchObject({ status: 409, json: { error: { code: 'PROJECT_PATH_MISSING' } } })
    await fake.server.api.delete(`/api/projects?id=${projectId}`)
    const removed = await followUp({ id, message: 'x' })
    expect(removed).toMatchObject({ status: 404, json: { error: { code: 'PROJECT_NOT_FOUND' } } })
  })

  it('a retry runs the same skill and input anew', async () => {
    const first = await completed()
    const body = { id: first.id, requestId: randomUUID() }
    const answer = await fake.server.api.post('/api/workflow/retry', body)
    expect(answer.status).toBe(201)
    const { id } = answer.json as { id: string }
    expect(await fake.server.api.post('/api/workflow/retry', body)).toMatchObject({
      status: 200,
      json: { id },
    })
    const again = await fake.server.api.untilStatus(id, 'completed')
    expect(again).toMatchObject({ input: first.input, skill: first.skill, retryOf: first.id })
    expect(again.sessionId).not.toBe(first.sessionId)
    expect(ofKind(fake.log(id), 'start')[0]?.argv).not.toContain('--resume')
  })
})
