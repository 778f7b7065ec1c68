import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startFakeAgentServer, type FakeAgentServer } from '../support/fake-agent-server.ts'
import type { HttpRequest } from '../support/http.ts'
import { SERVER } from '../support/paths.ts'
import { sendRaw } from '../support/raw-http.ts'
import { sendEndlessBody } from '../support/send-endless-body.ts'

const BUILD = join(dirname(SERVER), '.next')
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND']
const MUTATIONS = ['POST', 'PUT', 'PATCH', 'DELETE']
const MOST = 60 * 1024 * 1024

/** All of them come from one place, and faster than anybody's own. */
const ENVIRONMENT = { SPECFLOW_REQUEST_RATE: '1000000' }

/** The page of an answer link; nobody has this code. */
const ANSWER = `/answer/${'x'.repeat(43)}`

/** Whatever the build serves, as the build says: a route that is added is in here by itself. */
const TARGETS = [
  ...Object.values(readManifest()).map(fillIn),
  ...readdirSync(join(BUILD, 'static', 'chunks'))
    .slice(0, 1)
    .map((name) => `/_next/static/chunks/${name}`),
  '/_next/static/nothing.js',
  '/_next/image?url=%2Ficon.svg&w=64&q=75',
  '/_next/data/nothing.json',
  '/nothing',
  ANSWER,
  '/api',
  '/api/trpc/system.health',
  '/api/trpc/workflow.start',
  '/api/trpc/workflow.list,system.health?batch=1',
]

/** What is let in without a token, because it brings a code of its own. */
const OPEN = ['POST /api/session', 'POST /api/answer-link', `GET ${ANSWER}`, `HEAD ${ANSWER}`]

describe('every route and every method of the built server', () => {
  let fake: FakeAgentServer
  beforeAll(async () => {
    fake = await startFakeAgentServer(ENVIRONMENT)
  })
  afterAll(() => fake[Symbol.asyncDispose]())

  const port = () => String(fake.server.port)
  const eachRoute = (methods: readonly string[]) =>
    TARGETS.flatMap((path) => methods.map((method) => ({ path, method })))

  /** What did not answer as wanted, so that one run names every hole. */
  async function findOthers(
    methods: readonly string[],
    wanted: number[],
    rest: (route: Route) => Partial<HttpRequest>,
  ) {
    const others: string[] = []
    for (const route of eachRoute(methods)) {
      const { status } = await fake.server.request({ ...route, ...rest(route) })
      if (!wanted.includes(status)) others.push(`${route.method} ${route.path}: ${String(status)}`)
    }
    return others
  }

  it('is in the list, which is more than the API', () => {
    expect(TARGETS).toContain('/api/workflow/start')
    expect(TARGETS).toContain('/settings')
    expect(TARGETS.filter((target) => target.includes('['))).toEqual([])
  })

  it.each([
    ['no token', () => ({})],
    ['a wrong token', () => ({ authorization: `Bearer ${'x'.repeat(43)}` })],
    ['an empty token', () => ({ authorization: 'Bearer ' })],
    ['the beginning of the token', () => ({ authorization: `Bearer ${fake.server.token().slice(0, 42)}` })],
    ['the token and more', () => ({ authorization: `Bearer ${fake.server.token()}x` })],
    ['the token by another scheme', () => ({ authorization: `Basic ${fake.server.token()}` })],
    ['the token as a cookie', () => ({ cookie: `specflow_${port()}=${fake.server.token()}` })],
    ['a cookie of another port', () => ({ cookie: 'specflow_1=x' })],
    ['an empty cookie', () => ({ cookie: `specflow_${port()}=` })],
    [
      'words that Next believes in',
      () => ({ 'x-middleware-subrequest': 'src/middleware:src/middleware:src/middleware' }),
    ],
  ])('W2 lets nobody in with %s', async (_, credential: () => Record<string, string>) => {
    const headers = { authorization: '', ...credential() }
    const others = await findOthers(METHODS, [401], () => ({ headers }))
    expect(others.filter((route) => !OPEN.some((open) => route.startsWith(`${open}:`)))).toEqual([])
  })

  it.each([
    'evil.example',
    'evil.example:{port}',
    '127.0.0.1.evil.example:{port}',
    '127.0.0.1:{port}.evil.example',
    'localhost.:{port}',
    '2130706433:{port}',
    '[::ffff:127.0.0.1]:{port}',
    'user@127.0.0.1:{port}',
  ])('W3 answers to no other Host, such as "%s"', async (host) => {
    const headers = { host: host.replace('{port}', port()) }
    expect(await findOthers(METHODS, [403], () => ({ headers }))).toEqual([])
  })

  it.each(['http://evil.example', 'null', 'http://127.0.0.1:1', 'https://127.0.0.1:{port}'])(
    'W1 takes nothing from a page of %s, signed in or not',
    async (origin) => {
      const { name, value } = await fake.server.signIn()
      const headers = { origin: origin.replace('{port}', port()), cookie: `${name}=${value}` }
      expect(await findOthers(METHODS, [403], () => ({ headers }))).toEqual([])
    },
  )

  it.each(['cross-site', 'same-site', 'SAME-ORIGIN', ''])(
    'W1 takes no mutation of which the browser says %j',
    async (site) => {
      const { name, value } = await fake.server.signIn()
      const headers = { 'sec-fetch-site': site, cookie: `${name}=${value}` }
      expect(await findOthers(MUTATIONS, [403], () => ({ headers }))).toEqual([])
    },
  )

  it.each([
    'text/plain',
    'text/plain;application/json',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/octet-stream',
    'application/jsonp',
    'application/json+x',
  ])('W1 reads no body of the type %s', async (type) => {
    const rest = () => ({ headers: { 'content-type': type }, body: '{"path":"/"}' })
    expect(await findOthers(MUTATIONS, [405, 404, 415], rest)).toEqual([])
    const { json } = await fake.server.api.get('/api/projects')
    expect((json as { projects: unknown[] }).projects).toHaveLength(1)
  })

  it('W5 believes nothing that a client says of itself in the name of the framework', async () => {
    const headers = {
      authorization: '',
      'x-middleware-subrequest': 'middleware',
      'x-middleware-next': '1',
      'x-invoke-path': '/api/workflow/start',
      'x-matched-path': '/icon.svg',
      'x-forwarded-host': `127.0.0.1:${port()}`,
      'x-nonce': 'mine',
    }
    const others = await findOthers(METHODS, [401], () => ({ headers }))
    expect(others.filter((route) => !OPEN.some((open) => route.startsWith(`${open}:`)))).toEqual([])
  })

  it('lets no stranger send more than a head, and nobody 60 MB', async () => {
    const statuses = new Set<number>()
    const routes = eachRoute(['POST', 'PUT', 'DELETE']).filter((route) => route.path.startsWith('/api'))
    for (const { method, path } of routes) {
      for (const authorization of ['', `Authorization: Bearer ${fake.server.token()}\r\n`]) {
        const head = `${method} ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port()}\r\n${authorization}Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n`
        const { sentBytes, status } = await sendEndlessBody(fake.server.port, head, MOST)
        statuses.add(status)
        expect({ method, path, isWhole: sentBytes >= MOST }).toEqual({ method, path, isWhole: false })
      }
    }
    // A server that hangs up while much is on its way resets the connection, and its answer may be lost: 0.
    expect([...statuses].filter((status) => ![0, 401, 404, 405, 413].includes(status))).toEqual([])
    expect([...statuses]).toEqual(expect.arrayContaining([401, 405, 413]))
    expect((await fake.server.api.get('/api/health')).status).toBe(200)
  }, 180_000)

  it('waits for nobody who sends a body slowly', async () => {
    const send = ({ method, path }: Route) =>
      sendRaw(
        fake.server.port,
        `${method} ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port()}\r\nAuthorization: Bearer ${fake.server.token()}\r\nContent-Type: application/json\r\nContent-Length: 10\r\nConnection: close\r\n\r\n{`,
        { answerTimeoutMs: 40_000 },
      )
    const answers = await Promise.all(
      eachRoute(['POST', 'PUT', 'DELETE']).map(
        async (route) => [`${route.method} ${route.path}`, (await send(route)).status] as const,
      ),
    )
    expect(answers.filter(([, status]) => ![404, 405, 408].includes(status))).toEqual([])
    expect(answers.filter(([, status]) => status === 408).length).toBeGreaterThan(5)
  }, 60_000)
})

interface Route {
  path: string
  method: string
}

function readManifest(): Record<string, string> {
  return JSON.parse(readFileSync(join(BUILD, 'app-path-routes-manifest.json'), 'utf8')) as Record<
    string,
    string
  >
}

function fillIn(route: string): string {
  return route.replaceAll(/\[\[?(?:\.\.\.)?(\w+)\]?\]/g, '00000000-0000-4000-8000-000000000000')
}
