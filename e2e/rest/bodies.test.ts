import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startFakeAgentServer, type FakeAgentServer } from '../support/fake-agent-server.ts'

const MANY = 50
const TWO_MB = Buffer.alloc(2 * 1024 * 1024, 'x')
const JUST_FITS = 1024 * 1024

describe('large bodies', () => {
  let fake: FakeAgentServer
  beforeAll(async () => {
    fake = await startFakeAgentServer()
  })
  afterAll(() => fake[Symbol.asyncDispose]())

  it.each(['/api/workflow/start', '/api/trpc/workflow.start'])(
    'of 2 MB are refused unread when they say so, and the server goes on: %s',
    async (path) => {
      const head = `Content-Length: ${String(TWO_MB.length)}`
      const answers = await Promise.all(Array.from({ length: MANY }, () => sendHead(fake, path, head)))

      // Nothing was sent but the head: whoever answers has not waited for the body.
      for (const answer of answers) expectTooLarge(answer)
      await expectServing(fake)
    },
  )

  it.each(['/api/workflow/start', '/api/trpc/workflow.start'])(
    'of 2 MB in chunks are counted and refused, and the server goes on: %s',
    async (path) => {
      const answers = await Promise.all(Array.from({ length: MANY }, () => sendChunks(fake, path)))

      for (const answer of answers) {
        // A client that goes on writing may have its connection reset before it reads.
        if (answer !== 'reset') expectTooLarge(answer)
      }
      expect(answers.filter((answer) => answer !== 'reset').length).toBeGreaterThan(0)
      await expectServing(fake)
    },
  )

  it('of one MB are read', async () => {
    const body = `"${'x'.repeat(JUST_FITS - 2)}"`
    const response = await fake.server.request({
      method: 'POST',
      path: '/api/workflow/start',
      headers: { 'content-type': 'application/json' },
      body,
    })

    expect(response.status).toBe(400)
    expect(response.json).toMatchObject({ error: { code: 'INVALID_INPUT' } })
  })
})

function expectTooLarge(answer: string): void {
  expect(answer).toMatch(/^HTTP\/1\.1 413 /)
  expect(answer.toLowerCase()).toContain('connection: close')
  expect(answer).toContain('BODY_TOO_LARGE')
}

async function expectServing(fake: FakeAgentServer): Promise<void> {
  const { json, status } = await fake.server.api.get('/api/health')
  expect(status).toBe(200)
  expect(json).toMatchObject({ ok: true })
}

function requestHead(fake: FakeAgentServer, path: string, length: string): string {
  const host = `127.0.0.1:${String(fake.server.port)}`
  return `POST ${path} HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\n${length}\r\n\r\n`
}

/** Sends a head and not one byte of the body. */
function sendHead(fake: FakeAgentServer, path: string, length: string): Promise<string> {
  return converse(fake.server.port, [Buffer.from(requestHead(fake, path, length))])
}

function sendChunks(fake: FakeAgentServer, path: string): Promise<string> {
  const size = TWO_MB.length.toString(16)
  return converse(fake.server.port, [
    Buffer.from(`${requestHead(fake, path, 'Transfer-Encoding: chunked')}${size}\r\n`),
    TWO_MB,
    Buffer.from('\r\n0\r\n\r\n'),
  ])
}

/** What comes back until the server closes; `reset` when the connection broke before an answer. */
function converse(port: number, parts: readonly Buffer[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1')
    let text = ''
    socket.setEncoding('latin1')
    socket.setTimeout(30_000, () => socket.destroy(new Error('The server neither answers nor closes.')))
    socket.on('connect', () => {
      for (const part of parts) socket.write(part)
    })
    socket.on('data', (chunk: string) => {
      text += chunk
    })
    socket.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNRESET' || error.code === 'EPIPE') resolve(text === '' ? 'reset' : text)
      else reject(error)
    })
    socket.on('close', () => {
      resolve(text === '' ? 'reset' : text)
    })
  })
}
