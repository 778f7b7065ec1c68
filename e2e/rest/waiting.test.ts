import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { WorkflowExecution } from '@specflow/workflow/schema'
import { startFakeAgentServer, type FakeAgentServer } from '../support/fake-agent-server.ts'

const MANY = 50

describe('a status that is waited for', () => {
  let fake: FakeAgentServer
  beforeAll(async () => {
    fake = await startFakeAgentServer()
  })
  afterAll(() => fake[Symbol.asyncDispose]())

  it('comes to all who wait when the execution asks, and again when it ends', async () => {
    const id = await fake.start('needs_input')
    const asking = await waitFor(id, 'waiting_for_input')
    await fake.server.api.untilStatus(id, 'waiting_for_input')
    const waiting = Array.from({ length: MANY }, () => ask(id, asking.revision))
    await fake.server.api.cancel(id)
    const answers = await Promise.all(waiting)
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set(['cancelled']))
  })

  it('is 304 for whoever has it already', async () => {
    const id = await fake.start('ok')
    await fake.server.api.untilStatus(id, 'completed')
    const path = `/api/workflow/status?id=${id}`
    const first = await fake.server.request({ path })
    const again = await fake.server.request({
      path,
      headers: { 'if-none-match': first.headers.etag ?? '' },
    })
    expect(again).toMatchObject({ status: 304, text: '' })
    expect(again.headers.etag).toBe(first.headers.etag)
    expect(again.headers).toHaveProperty('content-security-policy')
  })

  it('refuses a wait that is too long, by name', async () => {
    const { status, json } = await fake.server.request({
      path: `/api/workflow/status?id=00000000-0000-4000-8000-000000000000&wait=61`,
    })
    expect(status).toBe(400)
    expect(json).toMatchObject({ error: { code: 'INVALID_INPUT', issues: [{ path: ['wait'] }] } })
  })

  it('keeps no server from stopping: whoever waits is answered first', async () => {
    const id = await fake.start('needs_input')
    const { revision } = await fake.server.api.untilStatus(id, 'waiting_for_input')
    const waiting = ask(id, revision)
    // On the server once it has answered somebody who came later.
    await fake.server.api.status(id)
    await fake.server.stop()
    expect(await waiting).toMatchObject({ status: 'waiting_for_input', revision })
  })

  async function ask(id: string, since: number): Promise<WorkflowExecution> {
    const path = `/api/workflow/status?id=${id}&since=${String(since)}&wait=60`
    return (await fake.server.api.get(path)).json as WorkflowExecution
  }

  /** As the script of the README does it. */
  async function waitFor(id: string, status: WorkflowExecution['status']): Promise<WorkflowExecution> {
    let execution = await ask(id, 0)
    while (execution.status !== status) execution = await ask(id, execution.revision)
    return execution
  }
})
