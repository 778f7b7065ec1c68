import { readFileSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
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
    'A13 of 2 MB are refused unread when they say so, and the server goes on: %s',
    async (path) => {
      const head = `Content-Length: ${String(TWO_MB.length)}`
      const answers = await Promise.all(Array.from({ length: MANY }, () => sendHead(fake, path, head)))

      // Nothing was sent but the head: whoever answers has not waited for the body.
      for (const answer of answers) expectTooLarge(answer)
      await expectServing(fake)
    },
  )

  it.each(['/api/workflow/start', '/api/trpc/workflow.start'])(
    'A13 of 2 MB in chunks are counted and refused, and the server goes on: %s',
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

  it('A13 of 60 MB in chunks are refused while they are sent, and cost the server no memory', async () => {
    const before = residentBytes(fake.server.pid)
    const { answer, sentBytes } = await sendEndlessly(fake, 60 * 1024 * 1024)

    if (answer !== 'reset') expectTooLarge(answer)
    expect(sentBytes).toBeLessThan(60 * 1024 * 1024)
    expect(residentBytes(fake.server.pid) - before).toBeLessThan(50 * 1024 * 1024)
    await expectServing(fake)
  })

  it('A13 of one MB are read', async () => {
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

describe('slow senders', () => {
  let fake: FakeAgentServer
  beforeAll(async () => {
    fake = await startFakeAgentServer()
  })
  afterAll(() => fake[Symbol.asyncDispose]())

  it(
    'A13 are answered with 408 or cut off in bounded time, and hold up nobody',
    { timeout: 90_000 },
    async () => {
      const json = requestHead(fake, '/api/workflow/start', 'Content-Length: 100')
      const slow = [
        dribble(fake, 'POST /api/workflow/start HTTP/1.1\r\nHost: 127.0.0.1\r\n', 'X-A: b\r\n'),
        dribble(fake, json, ' '),
        dribble(fake, json.replace('/api/workflow/start', '/api/trpc/workflow.start'), ' '),
        dribble(fake, requestHead(fake, '/api/workflow/answer', 'Transfer-Encoding: chunked'), '1\r\n \r\n'),
      ]
      await expectServing(fake)

      const [head, ...bodies] = await Promise.all(slow)
      expect(head).toMatch(/^(?:HTTP\/1\.1 408 |reset$)/)
      for (const body of bodies) expect(body).toMatch(/^HTTP\/1\.1 408 /)
      await expectServing(fake)
      expect((await fake.server.api.get('/api/workflow/list')).json).toMatchObject({ executions: [] })
    },
  )
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
  const token = `Authorization: Bearer ${fake.server.token()}`
  return `POST ${path} HTTP/1.1\r\nHost: ${host}\r\n${token}\r\nContent-Type: application/json\r\n${length}\r\n\r\n`
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

/** What comes back until the server closes; `reset` when the connection broke before an answer, or in the middle of one. */
function converse(port: number, parts: readonly Buffer[]): Promise<string> {
  return readAnswer(connect(port, '127.0.0.1'), parts)
}

function readAnswer(socket: Socket, parts: readonly Buffer[]): Promise<string> {
  return new Promise((resolve, reject) => {
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
      if (error.code === 'ECONNRESET' || error.code === 'EPIPE') resolve(isWhole(text) ? text : 'reset')
      else reject(error)
    })
    socket.on('close', () => {
      resolve(text === '' ? 'reset' : text)
    })
  })
}

/** A failed write takes with it what was not read yet. */
function isWhole(answer: string): boolean {
  return /^transfer-encoding: chunked\r$/im.test(answer)
    ? answer.endsWith('\r\n0\r\n\r\n')
    : answer.includes('\r\n\r\n')
}

/** Sends a byte or a few every second until the server closes. */
async function dribble(fake: FakeAgentServer, beginning: string, more: string): Promise<string> {
  const socket = connect(fake.server.port, '127.0.0.1')
  const timer = setInterval(() => socket.writable && socket.write(more), 1_000)
  try {
    return await readAnswer(socket, [Buffer.from(beginning)])
  } finally {
    clearInterval(timer)
  }
}

/** Sends chunks as fast as they are taken; answers how much was sent when the server closed. */
async function sendEndlessly(fake: FakeAgentServer, bytes: number) {
  const socket = connect(fake.server.port, '127.0.0.1')
  const chunk = Buffer.from(`10000\r\n${'x'.repeat(0x1_0000)}\r\n`)
  let sentBytes = 0
  const send = () => {
    while (socket.writable && sentBytes < bytes) {
      sentBytes += 0x1_0000
      if (!socket.write(chunk)) return
    }
  }
  const head = Buffer.from(requestHead(fake, '/api/workflow/start', 'Transfer-Encoding: chunked'))
  const answer = readAnswer(socket, [head])
  // After the head, which is written at the connection too: listeners are called in the order in which they came.
  socket.on('connect', send)
  socket.on('drain', send)
  return { answer: await answer, sentBytes }
}

function residentBytes(pid: number): number {
  const status = readFileSync(`/proc/${String(pid)}/status`, 'utf8')
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) * 1024
}
