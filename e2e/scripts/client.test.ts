import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createWorkflowClient, type WorkflowChange, type WorkflowClient } from '@specflow/client'
import { startServer, type BuiltServer } from '../support/built-server.ts'
import { ofKind, startFakeAgentServer, type FakeAgentServer } from '../support/fake-agent-server.ts'
import { fakeAgentEnvironment } from '../support/fake-agent-server.ts'

const NO_ID = '00000000-0000-4000-8000-000000000000'

describe('the client', () => {
  it('does the whole job: start, wait, answer, wait, list, try again, go on, cancel', async () => {
    await using fake = await startFakeAgentServer()
    const client = clientOf(fake.server)
    const [project] = await client.projects()
    expect(project).toMatchObject({ id: fake.projectId, path: fake.project })
    expect((await client.skills(fake.projectId)).map(({ name }) => name)).toContain('review')

    const { id } = await startMode(client, fake, 'needs_input')
    const asking = await client.wait(id)
    expect(asking.status).toBe('waiting_for_input')
    const [question] = asking.questionSet?.questions ?? []
    await client.answer({ id, answers: { [question?.id ?? '']: 'SQLite' } })
    expect(await client.wait(id)).toMatchObject({ status: 'completed', runs: [{}, {}] })

    const again = await client.retry({ id })
    expect(await client.wait(again.id)).toMatchObject({ status: 'waiting_for_input', retryOf: id })
    await client.cancel(again.id)
    const further = await client.followUp({ id, message: 'And PostgreSQL?' })
    expect(await client.wait(further.id, { until: 'ended' })).toMatchObject({
      continues: { executionId: id },
    })
    const { executions } = await client.list({ projectId: fake.projectId })
    expect(executions.map((execution) => execution.id)).toEqual([further.id, again.id, id])
  })

  it('starts once, though the answer to the start was lost', async () => {
    await using fake = await startFakeAgentServer()
    let sent = 0
    const client = clientOf(fake.server, async (url, init) => {
      const response = await fetch(url, init)
      sent += 1
      if (sent > 1) return response
      await response.body?.cancel()
      throw new TypeError('fetch failed')
    })
    const receipt = await startMode(client, fake, 'ok')
    expect(receipt.created).toBe(false)
    expect(sent).toBe(2)
    await client.wait(receipt.id)
    expect((await clientOf(fake.server).list()).executions.map(({ id }) => id)).toEqual([receipt.id])
    expect(ofKind(fake.log(receipt.id), 'start')).toHaveLength(1)
  })

  it('waits and follows changes across a server that is started anew, and misses no end', async () => {
    await using fake = await startFakeAgentServer()
    const client = clientOf(fake.server)
    const { id } = await startMode(client, fake, 'needs_input')
    await client.wait(id)
    const ended = client.wait(id, { until: 'ended' })
    const told: WorkflowChange[] = []
    const following = (async () => {
      for await (const change of client.changes()) {
        told.push(change)
        if (change.executions.some((execution) => execution.id === id && execution.status === 'completed'))
          return
      }
    })()

    await fake.server.stop()
    await using next = await startServer({
      directory: fake.directory,
      env: { ...fakeAgentEnvironment(fake.directory), PORT: String(fake.server.port) },
    })
    await clientOf(next).answer({ id, answers: { q1: 'SQLite' } })

    expect(await ended).toMatchObject({ status: 'completed' })
    await following
    expect(told[0]?.type).toBe('reset')
    expect(told.flatMap(({ executions }) => executions.map((one) => one.status)).at(-1)).toBe('completed')
  })

  it('ends a wait at once when it is aborted, and the run goes on', async () => {
    await using fake = await startFakeAgentServer()
    const client = clientOf(fake.server)
    const { id } = await startMode(client, fake, 'hang')
    const given = new AbortController()
    const waiting = client.wait(id, {
      signal: given.signal,
      onUpdate: ({ status }) => {
        if (status === 'running') given.abort(new Error('enough'))
      },
    })
    await expect(waiting).rejects.toThrow('enough')
    expect((await client.status(id)).status).toBe('running')
    expect(await client.cancel(id)).toMatchObject({ status: 'cancelled', stop: { survivors: [] } })
  })

  it('tells a refusal by its code, its facts and the id of the request', async () => {
    await using fake = await startFakeAgentServer()
    const client = clientOf(fake.server)
    await expect(client.status(NO_ID)).rejects.toMatchObject({
      name: 'WorkflowApiError',
      code: 'EXECUTION_NOT_FOUND',
      status: 404,
      requestId: expect.stringMatching(/^[\w.:-]{1,64}$/),
    })
    await expect(client.start({ projectId: fake.projectId, skill: 'reviw' })).rejects.toMatchObject({
      code: 'SKILL_NOT_FOUND',
      message: expect.stringContaining('review'),
    })
    await expect(client.list({ limit: 0 })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      status: 400,
      issues: [{ path: ['limit'] }],
    })
    // In the words of the guard, which answers before the API does.
    const { port } = fake.server
    const elsewhere = createWorkflowClient({ url: `http://127.0.0.2:${String(port)}`, retryForMs: 0 })
    await expect(elsewhere.health()).rejects.toMatchObject({ name: 'WorkflowConnectionError' })
  })
})

/** With the token of that server's home, where it has one. */
function clientOf(server: Pick<BuiltServer, 'origin' | 'home'>, fetch?: Fetch): WorkflowClient {
  const file = join(server.home, 'token')
  const token = existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined
  return createWorkflowClient({ url: server.origin, token, fetch })
}

type Fetch = (url: string, init: RequestInit) => Promise<Response>

function startMode(client: WorkflowClient, { projectId }: FakeAgentServer, mode: string) {
  return client.start({ projectId, skill: 'review', input: `fake-claude: ${mode}` })
}
