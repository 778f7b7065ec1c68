import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startFakeAgentServer, type FakeAgentServer } from '../support/fake-agent-server.ts'
import { sendRaw } from '../support/raw-http.ts'

const FORGED_HOSTS = [
  'evil.example',
  'evil.example:{port}',
  '127.0.0.1.evil.example:{port}',
  '127.0.0.1:{port}.evil.example',
  '127.0.0.1',
  '127.0.0.1:1',
  '127.0.0.1.:{port}',
  'localhost.:{port}',
  '2130706433:{port}',
  '0x7f.1:{port}',
  '0.0.0.0:{port}',
  'user@127.0.0.1:{port}',
  '127.0.0.1:{port}, evil.example',
  '127.0.0.1:{port}@evil.example',
  '[::ffff:127.0.0.1]:{port}',
  '',
]

const TARGETS = [
  '/',
  '/api/health',
  '/api/trpc/system.health',
  '/nothing',
  '/_next/static/nothing.js',
  '/icon.svg',
]

describe('the guard of the built server', () => {
  let fake: FakeAgentServer
  beforeAll(async () => {
    fake = await startFakeAgentServer()
  })
  afterAll(() => fake[Symbol.asyncDispose]())

  const send = (requestLine: string, ...headers: string[]) =>
    sendRaw(
      fake.server.port,
      `${[requestLine, ...headers, `Authorization: Bearer ${fake.server.token()}`, 'Connection: close'].map(withPort).join('\r\n')}\r\n\r\n`,
    )
  const withPort = (text: string) => text.replaceAll('{port}', String(fake.server.port))

  it.each(FORGED_HOSTS)('keeps out the Host "%s" on every route', async (host) => {
    for (const target of TARGETS) {
      const { status, text } = await send(`GET ${target} HTTP/1.1`, `Host: ${host}`)
      expect({ target, status }).toEqual({ target, status: 403 })
      expect(text.toLowerCase()).toContain("frame-ancestors 'none'")
    }
  })

  it.each(['127.0.0.1:{port}', 'localhost:{port}', 'LOCALHOST:{port}', '[::1]:{port}'])(
    'lets in the Host "%s"',
    async (host) => {
      expect((await send('GET /api/health HTTP/1.1', `Host: ${host}`)).status).toBe(200)
    },
  )

  it('says what it answers to', async () => {
    const { text } = await send('GET /api/health HTTP/1.1', 'Host: evil.example')

    expect(text).toContain('"FORBIDDEN"')
    expect(text).toContain(withPort('127.0.0.1:{port}'))
  })

  it.each([
    ['two Hosts', 403, 'GET /api/health HTTP/1.1', ['Host: 127.0.0.1:{port}', 'Host: evil.example']],
    ['no Host in HTTP/1.0', 403, 'GET /api/health HTTP/1.0', []],
    ['no Host in HTTP/1.1', 400, 'GET /api/health HTTP/1.1', []],
    ['an absolute target', 400, 'GET http://evil.example/api/health HTTP/1.1', ['Host: 127.0.0.1:{port}']],
    ['two slashes', 400, 'GET //evil.example HTTP/1.1', ['Host: 127.0.0.1:{port}']],
    ['a backslash', 400, 'GET /\\evil.example HTTP/1.1', ['Host: 127.0.0.1:{port}']],
    ['an asterisk', 400, 'OPTIONS * HTTP/1.1', ['Host: 127.0.0.1:{port}']],
    ['CONNECT', 405, 'CONNECT evil.example:443 HTTP/1.1', ['Host: 127.0.0.1:{port}']],
    ['TRACE', 405, 'TRACE / HTTP/1.1', ['Host: 127.0.0.1:{port}']],
    ['POST to a page', 405, 'POST / HTTP/1.1', ['Host: 127.0.0.1:{port}', 'Content-Length: 0']],
    ['PROPFIND', 405, 'PROPFIND /api/health HTTP/1.1', ['Host: 127.0.0.1:{port}']],
    [
      'an upgrade',
      426,
      'GET / HTTP/1.1',
      ['Host: 127.0.0.1:{port}', 'Upgrade: websocket', 'Sec-WebSocket-Key: x', 'Sec-WebSocket-Version: 13'],
    ],
    [
      'a sub-request that Next believes in',
      403,
      'GET /api/health HTTP/1.1',
      ['Host: evil.example', 'x-middleware-subrequest: middleware:middleware:middleware'],
    ],
    [
      'a forwarded host beside a forged one',
      403,
      'GET /api/health HTTP/1.1',
      ['Host: evil.example', 'X-Forwarded-Host: 127.0.0.1:{port}'],
    ],
  ])('refuses %s', async (_what, wanted, requestLine, headers) => {
    const last = headers.some((header) => header.startsWith('Upgrade')) ? ['Connection: Upgrade'] : []
    expect((await send(requestLine, ...headers, ...last)).status).toBe(wanted)
  })

  describe('a mutation', () => {
    const mutate = (path: string, headers: Record<string, string>) =>
      fake.server.request({
        method: 'POST',
        path,
        headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, withPort(value)])),
      })
    const CANCEL = '/api/workflow/cancel?id=00000000-0000-4000-8000-000000000000'
    const TRPC = '/api/trpc/workflow.cancel'

    it.each([
      { origin: 'http://evil.example' },
      { origin: 'null' },
      { origin: 'http://127.0.0.1:1' },
      { origin: 'http://127.0.0.1:{port}.evil.example' },
      { origin: 'https://127.0.0.1:{port}' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'http://127.0.0.1:{port}', 'sec-fetch-site': 'cross-site' },
    ])('of another page is refused: %o', async (headers) => {
      expect((await mutate(CANCEL, { ...headers })).status).toBe(403)
      expect((await mutate(TRPC, { ...headers })).status).toBe(403)
    })

    it.each([
      {},
      { origin: 'http://127.0.0.1:{port}', 'sec-fetch-site': 'same-origin' },
      { origin: 'http://localhost:{port}' },
      { 'sec-fetch-site': 'none' },
    ])('of our own, or of a program, passes: %o', async (headers) => {
      expect((await mutate(CANCEL, { ...headers })).json).toMatchObject({
        error: { code: 'EXECUTION_NOT_FOUND' },
      })
    })

    it('over tRPC needs JSON', async () => {
      const headers = { 'content-type': 'multipart/form-data; boundary=x' }
      const response = await fake.server.request({ method: 'POST', path: TRPC, headers, body: '--x--' })

      expect(response.status).toBe(415)
    })
  })

  it('listens on no address but 127.0.0.1', async () => {
    await expect(fetch(`http://127.0.0.2:${String(fake.server.port)}/api/health`)).rejects.toThrow()
  })
})
