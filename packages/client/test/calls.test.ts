import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createWorkflowClient, type WorkflowClient } from '../src/index.ts'
import { jsonResponse, refusal, scriptedServer, URL_OF_SERVER } from './support/scripted-server.ts'

const ID = '00000000-0000-4000-8000-000000000001'
const RECEIPT = { result: { created: true, id: ID, status: 'queued' } }

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** Lets every pause pass at once. */
async function settled<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined)
  await vi.runAllTimersAsync()
  return promise
}

describe('a call without an answer', () => {
  const REPEATED: [string, (client: WorkflowClient) => Promise<unknown>][] = [
    ['start', (client) => client.start({ projectId: 'p', skill: 'review' })],
    ['followUp', (client) => client.followUp({ id: ID, message: 'And now?' })],
    ['retry', (client) => client.retry({ id: ID })],
    ['answer', (client) => client.answer({ id: ID, answers: { q1: 'Yes' } })],
  ]
  it.each(REPEATED)('%s is sent again, with the request id that it was given', async (_name, call) => {
    const { client, seen } = scriptedServer(['lost', 'lost', RECEIPT])
    await settled(call(client))
    expect(seen).toHaveLength(3)
    const ids = new Set(seen.map(({ input }) => input.requestId))
    expect([...ids]).toEqual([expect.stringMatching(/^[0-9a-f]{32}$/)])
  })

  it('two starts have two request ids, and one that is given is kept', async () => {
    const { client, seen } = scriptedServer([RECEIPT])
    await client.start({ projectId: 'p', skill: 'review' })
    await client.start({ projectId: 'p', skill: 'review' })
    await client.start({ projectId: 'p', skill: 'review', requestId: 'nightly' })
    expect(new Set(seen.map(({ input }) => input.requestId)).size).toBe(3)
    expect(seen[2]?.input.requestId).toBe('nightly')
  })

  const SENT_ONCE: [string, (client: WorkflowClient) => Promise<unknown>][] = [
    ['cancel', (client) => client.cancel(ID)],
    ['stopAll', (client) => client.stopAll()],
    ['registerProject', (client) => client.registerProject({ path: '/a' })],
    ['removeProject', (client) => client.removeProject('p')],
  ]
  it.each(SENT_ONCE)('%s is sent once: nobody knows whether it arrived', async (_name, call) => {
    const { client, seen } = scriptedServer(['lost'])
    await expect(settled(call(client))).rejects.toMatchObject({
      name: 'WorkflowConnectionError',
      url: URL_OF_SERVER,
      message: `No SpecFlow server answers at ${URL_OF_SERVER}.`,
    })
    expect(seen).toHaveLength(1)
  })

  it('is given up after the time that it was given', async () => {
    const { client, seen } = scriptedServer(['lost'])
    const before = Date.now()
    await expect(settled(client.list({}, { retryForMs: 3_000 }))).rejects.toThrow('No SpecFlow server')
    expect(Date.now() - before).toBeLessThanOrEqual(3_000)
    expect(seen.length).toBeGreaterThan(2)
    await expect(settled(client.list({}, { retryForMs: 0 }))).rejects.toThrow('No SpecFlow server')
  })

  it('that reads counts as lost after a minute, and is sent again', async () => {
    const { client, seen } = scriptedServer(['silence', { result: { projects: [] } }])
    await expect(settled(client.projects())).resolves.toEqual([])
    expect(seen).toHaveLength(2)
  })

  it('rejects with the reason of its signal, in a pause and in a request', async () => {
    const { client } = scriptedServer(['lost', 'silence'])
    const given = new AbortController()
    const call = client.status(ID, { signal: given.signal })
    const outcome = expect(call).rejects.toThrow('enough')
    given.abort(new Error('enough'))
    await outcome
    await expect(client.cancel(ID, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      name: 'AbortError',
    })
  })
})

describe('a refusal', () => {
  it('has our code, the status, the facts and the id of the request', async () => {
    const { client, seen } = scriptedServer([
      refusal(
        409,
        { code: 'ALREADY_ANSWERED', message: 'Answered.', details: { answer: { answers: { q1: 'No' } } } },
        { 'x-request-id': 'abc' },
      ),
    ])
    await expect(client.answer({ id: ID, answers: { q1: 'Yes' } })).rejects.toMatchObject({
      name: 'WorkflowApiError',
      code: 'ALREADY_ANSWERED',
      message: 'Answered.',
      status: 409,
      details: { answer: { answers: { q1: 'No' } } },
      requestId: 'abc',
    })
    expect(seen).toHaveLength(1)
  })

  it('of the guard, which is not in the words of tRPC, reads the same', async () => {
    const body = { error: { code: 'UNAUTHORIZED', message: 'The token is missing.' } }
    const { client } = scriptedServer([jsonResponse(401, body)])
    await expect(client.health()).rejects.toMatchObject({
      name: 'WorkflowApiError',
      code: 'UNAUTHORIZED',
      status: 401,
      message: 'The token is missing.',
    })
  })

  it('that asks for a pause is repeated after it, and not earlier', async () => {
    const busy = refusal(429, { code: 'RATE_LIMITED' }, { 'retry-after': '3' })
    const { client, seen } = scriptedServer([busy, RECEIPT])
    const started = client.start({ projectId: 'p', skill: 'review' })
    await vi.advanceTimersByTimeAsync(2_999)
    expect(seen).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(1)
    await expect(started).resolves.toMatchObject({ id: ID })
    expect(seen).toHaveLength(2)
  })

  it('that asks for a longer pause than there is time comes at once', async () => {
    const { client } = scriptedServer([refusal(429, { code: 'RATE_LIMITED' }, { 'retry-after': '60' })])
    await expect(client.list()).rejects.toMatchObject({ code: 'RATE_LIMITED', retryAfterMs: 60_000 })
  })
})

it('what is no SpecFlow server is said to be none', async () => {
  const page = new Response('<h1>Bad gateway</h1>', { status: 502, headers: { 'content-type': 'text/html' } })
  const { client } = scriptedServer([page], { retryForMs: 0 })
  await expect(client.health()).rejects.toMatchObject({
    name: 'WorkflowConnectionError',
    message: `What answers at ${URL_OF_SERVER} is no SpecFlow server: status 502 without JSON.`,
  })
  const other = scriptedServer([jsonResponse(200, { hello: 'world' })], { retryForMs: 0 })
  await expect(other.client.health()).rejects.toMatchObject({ name: 'WorkflowConnectionError' })
})

it('sends the token with every request, and none where there is none', async () => {
  const withToken = scriptedServer([{ result: { ok: true } }], { token: 'secret' })
  await withToken.client.health()
  await withToken.client.cancel(ID)
  expect(withToken.seen.map(({ authorization }) => authorization)).toEqual(['Bearer secret', 'Bearer secret'])
  const without = scriptedServer([{ result: { ok: true } }])
  await without.client.health()
  expect(without.seen[0]?.authorization).toBeNull()
})

it.each(['', 'localhost', '127.0.0.1:4747', 'file:///tmp'])(
  'refuses %j as an address, by its name',
  (url) => {
    expect(() => createWorkflowClient({ url })).toThrow(`${JSON.stringify(url)} is no address of a server`)
  },
)

it('takes an address with a path and a slash at its end', async () => {
  const asked: string[] = []
  const fetch = (url: string) => {
    asked.push(url)
    return Promise.resolve(jsonResponse(200, { result: { data: { projects: [] } } }))
  }
  await createWorkflowClient({ url: 'https://example.test/flow//', fetch }).projects()
  expect(asked).toEqual(['https://example.test/flow/api/trpc/project.list'])
})
