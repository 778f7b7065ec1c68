import type { IncomingHttpHeaders } from 'node:http'
import { describe, expect, test } from 'vitest'
import { startFrontServer } from '../support/front-server.ts'
import { parseAnswer, requestRaw, sendRaw } from '../support/raw-request.ts'

describe('a forged Host', () => {
  test.each([
    ['another name', (): string => 'evil.example'],
    ['another name at our port', (port: number) => `evil.example:${String(port)}`],
    ['no port', () => '127.0.0.1'],
    ['another port', () => '127.0.0.1:1'],
    ['a trailing dot', (port: number) => `localhost.:${String(port)}`],
    ['a user', (port: number) => `x@127.0.0.1:${String(port)}`],
    ['a list', (port: number) => `127.0.0.1:${String(port)},evil.example`],
    ['a whole number', (port: number) => `2130706433:${String(port)}`],
    ['a longer name', (port: number) => `127.0.0.1:${String(port)}.evil.example`],
    ['nothing', () => ''],
  ])('with %s is 403 on pages, files and the API', async (_, host) => {
    await using front = await startFrontServer()
    for (const target of ['/', '/_next/static/x.js', '/api/health', '/nowhere']) {
      const answer = await requestRaw(front.port, [`GET ${target} HTTP/1.1`, `Host: ${host(front.port)}`])
      expect(answer.status).toBe(403)
      expect(answer.headers['x-frame-options']).toBe('DENY')
    }
    expect(front.passed).toEqual([])
  })

  test('beside the right one is 403, in either order', async () => {
    await using front = await startFrontServer()
    const own = `Host: 127.0.0.1:${String(front.port)}`
    for (const hosts of [
      [own, 'Host: evil.example'],
      ['host: evil.example', own],
      [own, own],
    ]) {
      expect((await requestRaw(front.port, ['GET / HTTP/1.1', ...hosts])).status).toBe(403)
    }
    expect(front.passed).toEqual([])
  })

  test('is nothing that HTTP/1.0 can do without', async () => {
    await using front = await startFrontServer()
    expect((await requestRaw(front.port, ['GET / HTTP/1.0'])).status).toBe(403)
    expect((await requestRaw(front.port, ['GET / HTTP/1.1'])).status).toBe(400)
    expect(front.passed).toEqual([])
  })

  test('is not helped by headers that proxies set', async () => {
    await using front = await startFrontServer()
    const lines = [
      'GET / HTTP/1.1',
      'Host: evil.example',
      `X-Forwarded-Host: 127.0.0.1:${String(front.port)}`,
    ]
    expect((await requestRaw(front.port, lines)).status).toBe(403)
  })
})

test.each([
  ['GET http://evil.example/api/health HTTP/1.1', 400],
  ['GET //evil.example HTTP/1.1', 400],
  ['GET /\\evil.example HTTP/1.1', 400],
  ['OPTIONS * HTTP/1.1', 400],
  ['TRACE /api/health HTTP/1.1', 405],
  ['PROPFIND / HTTP/1.1', 405],
  ['POST / HTTP/1.1', 405],
  ['OPTIONS /_next/static/x.js HTTP/1.1', 405],
])('%s is %i and goes no further', async (requestLine, status) => {
  await using front = await startFrontServer()
  const answer = await requestRaw(front.port, [requestLine, `Host: 127.0.0.1:${String(front.port)}`])
  expect(answer.status).toBe(status)
  expect(answer.headers.location).toBeUndefined()
  expect(answer.headers['x-content-type-options']).toBe('nosniff')
  expect(front.passed).toEqual([])
})

test.each([
  ['Upgrade: websocket', 426],
  ['Upgrade: h2c', 426],
])('%s is %i and the connection ends', async (upgrade, status) => {
  await using front = await startFrontServer()
  const lines = [
    'GET / HTTP/1.1',
    `Host: 127.0.0.1:${String(front.port)}`,
    upgrade,
    'Connection: Upgrade',
    '',
    '',
  ]
  expect(parseAnswer(await sendRaw(front.port, lines.join('\r\n'))).status).toBe(status)
})

test('CONNECT is 405 and the connection ends', async () => {
  await using front = await startFrontServer()
  const answer = await sendRaw(
    front.port,
    'CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\n\r\n',
  )
  expect(parseAnswer(answer).status).toBe(405)
})

test.each([
  ['noise', '\x16\x03\x01\r\n\r\n', 400],
  ['headers beyond all measure', `GET / HTTP/1.1\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
])('%s is refused and the connection ends', async (_, text, status) => {
  await using front = await startFrontServer()
  expect(parseAnswer(await sendRaw(front.port, text)).status).toBe(status)
})

test('what a client says about itself in headers of Next or of proxies never reaches Next', async () => {
  await using front = await startFrontServer()
  const forged = [
    'X-Middleware-Subrequest: middleware:middleware:middleware',
    'x-middleware-rewrite: /elsewhere',
    'X-Invoke-Path: /elsewhere',
    'X-Forwarded-Host: evil.example',
    'X-Forwarded-Proto: https',
    'Forwarded: host=evil.example',
    'X-Real-IP: 10.0.0.1',
    'X-Matched-Path: /elsewhere',
    'X-Nonce: mine',
    "Content-Security-Policy: script-src 'unsafe-inline'",
  ]
  const answer = await requestRaw(front.port, [
    'GET / HTTP/1.1',
    `Host: localhost:${String(front.port)}`,
    ...forged,
  ])
  const headers: IncomingHttpHeaders = front.passed[0]?.headers ?? {}
  expect(answer.status).toBe(200)
  expect(Object.keys(headers).sort()).toEqual(['connection', 'content-security-policy', 'host', 'x-nonce'])
  expect(headers['content-security-policy']).toBe(answer.headers['content-security-policy'])
})

test('every page gets a nonce of its own, the same for Next and for the browser', async () => {
  await using front = await startFrontServer()
  const get = () => requestRaw(front.port, ['GET / HTTP/1.1', `Host: 127.0.0.1:${String(front.port)}`])
  const policies = [
    (await get()).headers['content-security-policy'],
    (await get()).headers['content-security-policy'],
  ]
  const nonces = front.passed.map(({ headers }) => headers['x-nonce'])
  expect(new Set(nonces).size).toBe(2)
  for (const [index, policy] of policies.entries()) {
    expect(policy).toContain(`script-src 'self' 'nonce-${String(nonces[index])}' 'strict-dynamic'`)
    expect(policy).toContain("frame-ancestors 'none'")
  }
})

test('a refusal is a page for people and the error body for programs', async () => {
  await using front = await startFrontServer()
  const lines = ['Host: <b>evil</b>.example']
  const page = await requestRaw(front.port, ['GET / HTTP/1.1', ...lines])
  expect(page.headers['content-type']).toContain('text/html')
  expect(page.body).toContain(`http://127.0.0.1:${String(front.port)}`)
  expect(page.body).not.toContain('<b>')

  const api = await requestRaw(front.port, ['GET /api/health HTTP/1.1', ...lines])
  expect(JSON.parse(api.body)).toMatchObject({ error: { code: 'FORBIDDEN' } })
})

test('until the application is up every request is told to come again', async () => {
  await using front = await startFrontServer()
  delete front.behind.application
  const answer = await requestRaw(front.port, ['GET / HTTP/1.1', `Host: 127.0.0.1:${String(front.port)}`])
  expect(answer.status).toBe(503)
  expect(answer.headers['retry-after']).toBe('1')
})

test('a handler that fails is answered with 500 and keeps its reasons', async () => {
  await using front = await startFrontServer()
  front.behind.handle = () => Promise.reject(new Error('secret'))
  const answer = await requestRaw(front.port, ['GET / HTTP/1.1', `Host: 127.0.0.1:${String(front.port)}`])
  expect(answer.status).toBe(500)
  expect(front.failures).toEqual([new Error('secret')])
  expect(answer.body).toBe('')
})

describe('the id of a request', () => {
  const ask = async (port: number, lines: string[], host = `127.0.0.1:${String(port)}`) => {
    const { headers } = await requestRaw(port, ['GET /api/nothing HTTP/1.1', `Host: ${host}`, ...lines])
    return headers['x-request-id']
  }

  test('is in every answer, of its own or as the caller gave it', async () => {
    await using front = await startFrontServer()
    const first = await ask(front.port, [])
    expect(first).toMatch(/^[\da-f-]{36}$/)
    expect(await ask(front.port, [])).not.toBe(first)
    expect(await ask(front.port, ['X-Request-Id: build-7.3'])).toBe('build-7.3')
    expect(await ask(front.port, ['X-Request-Id: refused'], 'evil.example')).toBe('refused')
  })

  test.each(['with blanks in it', 'x'.repeat(65), '"quoted"', ''])(
    'is not one that could be taken for more than an id: %j',
    async (given) => {
      await using front = await startFrontServer()
      expect(await ask(front.port, [`X-Request-Id: ${given}`])).toMatch(/^[\da-f-]{36}$/)
    },
  )

  test('is there before the application is', async () => {
    await using front = await startFrontServer()
    delete front.behind.handle
    expect(await ask(front.port, [])).toMatch(/^[\da-f-]{36}$/)
  })
})

test('requests beyond the rate are 429 with when to ask again, and what the guard refuses counts for nothing', async () => {
  await using front = await startFrontServer()
  const ask = (host: string) => requestRaw(front.port, ['OPTIONS /api/health HTTP/1.1', `Host: ${host}`])
  const own = `127.0.0.1:${String(front.port)}`
  for (let request = 0; request < 250; request += 1) await ask('evil.example')
  for (let request = 0; request < 250; request += 1) expect((await ask(own)).status).not.toBe(429)
  const refused = await ask(own)
  expect(refused).toMatchObject({ status: 429, headers: { 'retry-after': '1', 'x-frame-options': 'DENY' } })
  expect(refused.body).toContain('"RATE_LIMITED"')
  expect(front.passed).toHaveLength(250)
})
