import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startFakeAgentServer, type FakeAgentServer } from '../support/fake-agent-server.ts'
import type { HttpRequest, HttpResponse } from '../support/http.ts'
import { REPOSITORY } from '../support/paths.ts'
import { sendRaw } from '../support/raw-http.ts'

const POST = {
  method: 'POST',
  path: '/api/projects',
  headers: { 'content-type': 'application/json' },
}

describe('every answer', () => {
  let damagedId: string
  let fake: FakeAgentServer
  let executionId: string
  let asset: string
  let tag: string
  beforeAll(async () => {
    fake = await startFakeAgentServer()
    executionId = await fake.start('ok')
    await fake.server.api.untilStatus(executionId, 'completed')
    damagedId = await fake.start('ok')
    await fake.server.api.untilStatus(damagedId, 'completed')
    await writeFile(join(fake.server.home, 'workflows', `${damagedId}.json`), '{')
    const { text } = await fake.server.api.get('/')
    asset = /"(\/_next\/static\/[^"]+\.js)"/.exec(text)?.[1] ?? 'no script on the first page'
    const found = await fake.server.api.get(asset)
    tag = String(found.headers.etag)
  })
  afterAll(() => fake[Symbol.asyncDispose]())

  it.each<[string, number, () => string]>([
    ['the first page', 200, () => '/'],
    ['the page of a project', 200, () => `/projects/${fake.projectId}`],
    ['the page of an execution', 200, () => `/executions/${executionId}`],
    ['a project that is none', 404, () => '/projects/nobody'],
    ['an execution that is none', 404, () => '/executions/00000000-0000-4000-8000-000000000000'],
    ['a page that is none', 404, () => '/nothing/here'],
    ["Next's own document for failures", 404, () => '/_global-error'],
    ['a script', 200, () => asset],
    ['a script that is none', 404, () => '/_next/static/chunks/nothing.js'],
    ['the icon', 200, () => '/icon.svg'],
    ['health', 200, () => '/api/health'],
    ['an API that is none', 404, () => '/api/nothing'],
    ['a refused body', 400, () => '/api/workflow/status?id=x'],
    ['a path with a slash at its end', 308, () => '/projects/'],
    ['a path that cannot be decoded', 400, () => '/%zz'],
  ])('W7 has the security headers: %s', async (_what, status, path) => {
    const response = await fake.server.api.get(path())

    expect(response.status).toBe(status)
    expectSecurityHeaders(response)
  })

  it.each<[string, number, () => HttpRequest]>([
    ['a method that a route does not have', 405, () => ({ method: 'PUT', path: '/api/health' })],
    ['a method that pages do not have', 405, () => ({ method: 'POST', path: '/' })],
    ['a method that files do not have', 405, () => ({ method: 'DELETE', path: asset })],
    ['a method that nobody has', 405, () => ({ method: 'PROPFIND', path: '/api/health' })],
    ['a body that is too large', 413, () => ({ ...POST, body: `{"path":"${'x'.repeat(1_100_000)}"}` })],
    [
      'a body that is no JSON',
      415,
      () => ({ ...POST, headers: { 'content-type': 'text/plain' }, body: 'x' }),
    ],
    ['a failure', 500, () => ({ path: `/api/workflow/status?id=${damagedId}` })],
    ['the head of a script', 200, () => ({ method: 'HEAD', path: asset })],
    ['a script that has not changed', 304, () => ({ path: asset, headers: { 'if-none-match': tag } })],
    ['without a token', 401, () => ({ path: '/api/health', headers: { authorization: '' } })],
    ['a file without a token', 401, () => ({ path: asset, headers: { authorization: '' } })],
  ])('W7 has the security headers, whatever is wrong: %s', async (_what, status, request) => {
    const response = await fake.server.request(request())

    expect(response.status).toBe(status)
    expectSecurityHeaders(response)
  })

  it.each([
    ['an upgrade', 426, 'GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n'],
    ['a tunnel', 405, 'CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n'],
    ['what is no HTTP', 400, 'nothing\r\n\r\n'],
    ['an endless head', 431, `GET / HTTP/1.1\r\nHost: a\r\nX-A: ${'x'.repeat(20_000)}\r\n\r\n`],
  ])('W7 has what it can have without the application: %s', async (_what, status, bytes) => {
    const answer = await sendRaw(fake.server.port, bytes)
    expect(answer.status).toBe(status)
    const head = answer.text.toLowerCase()
    for (const line of [
      "content-security-policy: default-src 'none'; frame-ancestors 'none'",
      'referrer-policy: no-referrer',
      'x-content-type-options: nosniff',
      'x-frame-options: deny',
    ]) {
      expect(head).toContain(`${line}\r\n`)
    }
    expect(head).toMatch(/\r\nx-request-id: [\da-f-]{36}\r\n/)
  })

  it('W7 has them when the guard refuses it', async () => {
    const response = await fake.server.request({ path: '/', headers: { host: 'evil.example' } })

    expect(response.status).toBe(403)
    expectSecurityHeaders(response)
  })

  it('W7 has a nonce of its own for its scripts, and none that stands in the page runs without it', async () => {
    const pages = [await fake.server.api.get('/'), await fake.server.api.get('/')]
    const nonces = pages.map(({ headers }) => /'nonce-([^']+)'/.exec(policyOf(headers))?.[1] ?? '')

    expect(nonces[0]).not.toBe(nonces[1])
    for (const [index, { text }] of pages.entries()) {
      const scripts = text.match(/<script\b[^>]*>/g) ?? []
      expect(scripts.length).toBeGreaterThan(0)
      for (const script of scripts) expect(script).toContain(`nonce="${nonces[index] ?? ''}"`)
    }
  })

  it('is made when it is asked for: no page of ours was prerendered at build time', async () => {
    const manifest = join(REPOSITORY, 'apps/dashboard/.next/prerender-manifest.json')
    const { routes } = JSON.parse(await readFile(manifest, 'utf8')) as { routes: Record<string, unknown> }

    // Next always makes the document for a layout that fails; the icon is a file. Neither shows any state.
    expect(Object.keys(routes).sort()).toEqual(['/_global-error', '/icon.svg'])
  })
})

function expectSecurityHeaders({ headers }: HttpResponse): void {
  expect(headers['x-request-id']).toMatch(/^[\da-f-]{36}$/)
  const policy = policyOf(headers)
  for (const directive of [
    "default-src 'self'",
    "frame-ancestors 'none'",
    "object-src 'none'",
    "base-uri 'none'",
  ]) {
    expect(policy).toContain(directive)
  }
  expect(policy).toMatch(/script-src [^;]*'nonce-[\w+/=]{22,}'/)
  expect(policy).not.toMatch(/script-src[^;]*'unsafe-(?:inline|eval|hashes)'/)
  expect(headers['x-frame-options']).toBe('DENY')
  expect(headers['x-content-type-options']).toBe('nosniff')
  expect(headers['referrer-policy']).toBe('no-referrer')
  expect(headers['x-powered-by']).toBeUndefined()
}

function policyOf(headers: HttpResponse['headers']): string {
  return String(headers['content-security-policy'])
}
