import { expect, test } from 'vitest'
import { startFrontServer, type FrontServer } from '../support/front-server.ts'
import { parseAnswer, sendRaw } from '../support/raw-request.ts'
import { execution } from '../support/records.ts'

const TWO_MEGABYTES = 'x'.repeat(2 * 1024 * 1024)

function start(front: FrontServer, headers: string[], body: string): Promise<string> {
  const lines = ['POST /api/workflow/start HTTP/1.1', `Host: 127.0.0.1:${String(front.port)}`, ...headers]
  return sendRaw(front.port, `${lines.join('\r\n')}\r\n\r\n${body}`)
}

const declared = (front: FrontServer) =>
  start(
    front,
    ['Content-Type: application/json', `Content-Length: ${String(TWO_MEGABYTES.length)}`],
    TWO_MEGABYTES,
  )

const chunked = (front: FrontServer) =>
  start(
    front,
    ['Content-Type: application/json', 'Transfer-Encoding: chunked'],
    `${TWO_MEGABYTES.length.toString(16)}\r\n${TWO_MEGABYTES}\r\n0\r\n\r\n`,
  )

/** A sender that is still writing when the connection ends may lose the answer: that is no answer, not a wrong one. */
const statusOf = (answer: Promise<string>) =>
  answer.then((text) => parseAnswer(text).status).catch(() => 'closed')

test('fifty bodies of 2 MB, declared and chunked, are refused and the server goes on', async () => {
  await using front = await startFrontServer({ start: () => Promise.resolve({ execution, created: true }) })
  const attempts = Array.from({ length: 25 }, () => [statusOf(declared(front)), statusOf(chunked(front))])
  const statuses = await Promise.all(attempts.flat())
  expect(new Set(statuses.filter((status) => status !== 'closed'))).toEqual(new Set([413]))

  const json = JSON.stringify({ projectId: 'garden', skill: 'weed' })
  const headers = [
    'Content-Type: application/json',
    `Content-Length: ${String(json.length)}`,
    'Connection: close',
  ]
  expect(parseAnswer(await start(front, headers, json)).status).toBe(201)
})

test('a declared length over the limit is refused before a byte of it was sent, and the connection ends', async () => {
  await using front = await startFrontServer()
  const answer = parseAnswer(
    await start(front, ['Content-Type: application/json', 'Content-Length: 2097152'], ''),
  )
  expect(answer.status).toBe(413)
  expect(answer.headers.connection).toBe('close')
  expect(answer.body).toContain('"code":"BODY_TOO_LARGE"')
})

test('a refused request does not have its body read, and the connection ends', async () => {
  await using front = await startFrontServer()
  const headers = ['Origin: http://evil.example', 'Content-Type: application/json', 'Content-Length: 2097152']
  const answer = parseAnswer(await start(front, headers, ''))
  expect(answer.status).toBe(403)
  expect(answer.headers.connection).toBe('close')
})
