import { createServer, type Server } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import type { Page } from '@playwright/test'
import { expect, openSampleProject, test } from './dashboard.ts'

/** What the hostile page found out, as it tells it itself. */
interface Loot {
  read: string[]
  loaded: string[]
}

test('W1 W3 a hostile page of another port, of another site and of a rebound name starts nothing and reads nothing', async ({
  complaints,
  context,
  page,
  server,
}) => {
  // The browser is signed in, and its own page works.
  await openSampleProject(page, server)
  const { json } = await server.api.get('/api/projects')
  const [project] = (json as { projects: { id: string }[] }).projects
  const before = await server.api.get('/api/workflow/list')

  await using hostile = await serveHostilePage()
  const places = [
    { what: 'another port', address: `http://127.0.0.1:${String(hostile.port)}/` },
    { what: 'another site', address: `http://evil.localhost:${String(hostile.port)}/` },
    {
      what: 'a rebound name',
      address: `http://rebound.localhost:${String(hostile.port)}/`,
      target: `http://rebound.localhost:${String(server.port)}`,
    },
  ]
  for (const { address, target = server.origin, what } of places) {
    await test.step(what, async () => {
      const evil = await context.newPage()
      await evil.goto(`${address}?target=${encodeURIComponent(target)}&project=${project?.id ?? ''}`)
      await expect(evil.getByText('all tried')).toBeVisible()
      const loot = await readLoot(evil)
      expect(loot).toEqual({ read: [], loaded: [] })
      await evil.close()
    })
  }

  expect((await server.api.get('/api/workflow/list')).json).toEqual(before.json)
  expect((await server.api.get('/api/projects')).json).toEqual(json)
  expect(complaints).toEqual([])
})

test('a page that was opened from another site signs in by itself, and leaves the address as it was', async ({
  context,
  page,
  server,
}) => {
  await page.goto(server.origin)
  await using other = await serveText(`<a href="${server.origin}/history?status=failed">to the history</a>`)
  const visitor = await context.newPage()
  await visitor.goto(`http://evil.localhost:${String(other.port)}/`)
  await visitor.getByRole('link', { name: 'to the history' }).click()
  await expect(visitor.getByRole('heading', { level: 1, name: 'History' })).toBeVisible()
  expect(visitor.url()).toBe(`${server.origin}/history?status=failed`)
})

function readLoot(page: Page): Promise<Loot> {
  return page.evaluate(() => (globalThis as unknown as { loot: Loot }).loot)
}

function serveHostilePage() {
  return serveText(HOSTILE_PAGE)
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
const WRITE = ['/api/workflow/start', '/api/trpc/workflow.start', '/api/projects', '/api/session/link', '/api/session/rotate']
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
