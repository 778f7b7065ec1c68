import { createServer, type Server } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import type { BrowserContext, Page } from '@playwright/test'
import { startServer, type BuiltServer } from '../support/built-server.ts'
import { DEMO_ENVIRONMENT, expect, openSampleProject, test } from './dashboard.ts'

/** What the hostile page found out, as it tells it itself. */
interface Loot {
  read: string[]
  loaded: string[]
}

test('W1 a hostile page of another port and of another site starts nothing, stops nothing and reads nothing', async ({
  complaints,
  context,
  page,
  server,
}) => {
  // The browser is signed in, and its own page works.
  await openSampleProject(page, server)
  const target = await prepare(server)

  await using hostile = await serveText(HOSTILE_PAGE)
  for (const host of ['127.0.0.1', 'evil.localhost']) {
    await test.step(host, async () => {
      const address = `http://${host}:${String(hostile.port)}/`
      expect(await letTry(context, address, target)).toEqual({ read: [], loaded: [] })
    })
  }
  await target.expectUntouched()
  expect(complaints).toEqual([])
})

test('W3 a hostile page whose name was bound to this machine is refused by it, also where nobody needs a token', async ({
  context,
}) => {
  await using server = await startServer({ env: { ...DEMO_ENVIRONMENT, SPECFLOW_AUTH: 'off' } })
  const target = { ...(await prepare(server)), origin: `http://rebound.localhost:${String(server.port)}` }
  // The name led to the attacker's server when the page was loaded, and leads to this one from then on.
  const address = `${target.origin}/`
  await context.route(
    (url) => url.origin === target.origin && url.search !== '' && url.pathname === '/',
    (route) => route.fulfill({ contentType: 'text/html', body: HOSTILE_PAGE }),
  )

  const { loaded, read } = await letTry(context, address, target)
  expect(loaded).toEqual([])
  // To the browser it is one site, so the page may read what it is told: that it is refused.
  expect(read.length).toBeGreaterThan(20)
  expect(read.filter((answer) => !answer.includes(' 403 '))).toEqual([])
  await target.expectUntouched()
})

test('a page that was opened from another site signs in by itself, and leaves the address as it was', async ({
  context,
  page,
  server,
}) => {
  await page.goto(server.origin)
  await using other = await serveText(
    `<a href="${server.origin}/history?status=failed#main">to the history</a>`,
  )
  const visitor = await context.newPage()
  await visitor.goto(`http://evil.localhost:${String(other.port)}/`)
  await visitor.getByRole('link', { name: 'to the history' }).click()
  await expect(visitor.getByRole('heading', { level: 1, name: 'History' })).toBeVisible()
  // The fragment is no code, and need not survive.
  expect(visitor.url().replace('#main', '')).toBe(`${server.origin}/history?status=failed`)
})

interface Target {
  origin: string
  projectId: string
  runId: string
  /** Nothing was started or stopped, and no project registered. */
  expectUntouched(): Promise<void>
}

/** Something runs that a hostile page could stop. */
async function prepare({ api, origin }: BuiltServer): Promise<Target> {
  const { projects } = (await api.get('/api/projects')).json as { projects: { id: string }[] }
  const [{ id: projectId } = { id: '' }] = projects
  const runId = await api.start({ projectId, skill: 'demo-long' })
  await api.untilStatus(runId, 'running')
  return {
    origin,
    projectId,
    runId,
    expectUntouched: async () => {
      const { executions } = (await api.get('/api/workflow/list')).json as { executions: object[] }
      expect(executions).toMatchObject([{ id: runId, status: 'running' }])
      expect((await api.get('/api/projects')).json).toEqual({ projects })
      await api.cancel(runId)
    },
  }
}

async function letTry(
  context: BrowserContext,
  address: string,
  { origin, projectId, runId }: Target,
): Promise<Loot> {
  const evil: Page = await context.newPage()
  const given = new URLSearchParams({ target: origin, project: projectId, run: runId })
  await evil.goto(`${address}?${given.toString()}`)
  await expect(evil.getByText('all tried')).toBeVisible({ timeout: 60_000 })
  const loot = await evil.evaluate(() => (globalThis as unknown as { loot: Loot }).loot)
  await evil.close()
  return loot
}

async function serveText(html: string): Promise<AsyncDisposable & { port: number }> {
  const server: Server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end(html)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

/** Everything that a page can send without being asked, against every kind of target. */
const HOSTILE_PAGE = `<!doctype html>
<body>
<iframe name="sink" hidden></iframe>
<p id="state">trying</p>
<script>
const given = new URLSearchParams(location.search)
const target = given.get('target')
const start = JSON.stringify({ projectId: given.get('project'), skill: 'demo-complete' })
const loot = (globalThis.loot = { read: [], loaded: [] })
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms))
const READ = ['/', '/api/health', '/api/workflow/list', '/api/projects', '/api/session', '/api/trpc/workflow.list', '/api/openapi.json', '/metrics']
const WRITE = ['/api/workflow/start', '/api/trpc/workflow.start', '/api/projects', '/api/session/link', '/api/session/rotate', '/api/workflow/stop-all', '/api/workflow/cancel?id=' + given.get('run')]
const TYPES = ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', 'application/json']

async function read(url, options) {
  try {
    const answer = await fetch(url, options)
    if (answer.type !== 'opaque') loot.read.push(url + ' ' + answer.status + ' ' + (await answer.text()).slice(0, 80))
  } catch {}
}

async function fetches() {
  for (const path of READ) for (const mode of ['cors', 'no-cors']) await read(target + path, { mode, credentials: 'include' })
  for (const path of WRITE) {
    for (const type of TYPES) {
      await read(target + path, { method: 'POST', mode: 'cors', credentials: 'include', headers: { 'content-type': type }, body: start })
      await read(target + path, { method: 'POST', mode: 'no-cors', credentials: 'include', headers: { 'content-type': type }, body: start })
    }
    await read(target + path, { method: 'POST', mode: 'no-cors', credentials: 'include' })
    navigator.sendBeacon(target + path, new Blob([start], { type: 'text/plain' }))
    try { navigator.sendBeacon(target + path, new Blob([start], { type: 'application/json' })) } catch {}
  }
}

async function forms() {
  for (const path of WRITE) for (const enctype of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data']) {
    const form = document.createElement('form')
    Object.assign(form, { method: 'POST', action: target + path, enctype, target: 'sink' })
    const input = document.createElement('input')
    Object.assign(input, { name: start.slice(0, -1) + ',"input":"', value: '"}' })
    form.append(input)
    document.body.append(form)
    form.submit()
    await wait(20)
  }
}

function element(tag, attributes) {
  return new Promise((resolve) => {
    const made = document.createElement(tag)
    made.onload = () => {
      // A frame loads its error page too; what matters is whether anything of it can be seen.
      let inside = ''
      try { inside = made.contentDocument?.body?.innerText ?? '' } catch {}
      if (tag !== 'iframe' || inside !== '') loot.loaded.push(tag + ' ' + JSON.stringify(attributes))
      resolve()
    }
    made.onerror = () => resolve()
    Object.assign(made, attributes)
    document.body.append(made)
  })
}

async function elements() {
  await element('img', { src: target + '/icon.svg' })
  await element('img', { src: target + '/api/workflow/list' })
  await element('script', { src: target + '/api/workflow/list' })
  await element('script', { src: target + '/api/trpc/workflow.list?callback=loot' })
  await element('link', { rel: 'stylesheet', href: target + '/api/health' })
  await element('iframe', { src: target + '/' })
  await element('iframe', { src: target + '/', sandbox: 'allow-scripts allow-forms' })
}

function socket() {
  return new Promise((resolve) => {
    const made = new WebSocket(target.replace('http', 'ws') + '/')
    made.onopen = () => { loot.loaded.push('socket'); resolve() }
    made.onerror = () => resolve()
  })
}

fetches().then(forms).then(elements).then(socket).then(() => wait(200)).then(() => {
  document.getElementById('state').textContent = 'all tried'
})
</script>
`
