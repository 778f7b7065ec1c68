import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { launchServer, startServer, tokenOf, type LaunchedServer } from '../support/built-server.ts'
import { ofKind, startFakeAgentServer } from '../support/fake-agent-server.ts'
import { httpRequest } from '../support/http.ts'
import { isAlive } from '../support/processes.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'
import { until } from '../support/until.ts'

describe('servers and state directories', () => {
  it('two servers with two homes do not touch the runs of each other', async () => {
    await using one = await startFakeAgentServer()
    await using other = await startFakeAgentServer()
    expect(one.server.port).not.toBe(other.server.port)
    const kept = await one.start('spawn:setsid+hang')
    const stopped = await other.start('spawn:setsid+hang')
    const [leaf = 0] = await one.leavesOf(kept, 1)
    await other.leavesOf(stopped, 1)

    await other.server.api.cancel(stopped)
    await other.server.kill9()
    await using again = await startServer({ directory: other.directory })

    expect(isAlive(leaf)).toBe(true)
    expect((await one.server.api.status(kept)).status).toBe('running')
    expect((await again.api.status(stopped)).status).toBe('cancelled')
    expect((await again.api.get(`/api/workflow/status?id=${kept}`)).status).toBe(404)
    expect(ofKind(one.log(kept), 'signal')).toEqual([])
  })

  it('S18 a second server on one home refuses with 1 and names the first by pid and address', async () => {
    await using first = await startFakeAgentServer()

    const second = await launchServer({ directory: first.directory })

    expect(await second.exited).toBe(1)
    expectRefusal(second, first.server)
    expect((await first.server.api.get('/api/health')).status).toBe(200)
  })

  it('S18 a home whose server was killed is free at once: the next one asks once and owns it', async () => {
    await using first = await startFakeAgentServer()
    await first.server.kill9()
    expect(readOwner(first.server.home)).toMatchObject({ pid: first.server.pid })

    // Whoever is told that the home is in use ends with 1, and this one would not become ready.
    await using second = await startServer({ directory: first.directory })

    expect((await second.api.get('/api/health')).json).toMatchObject({ pid: second.pid })
    expect(readOwner(second.home)).toMatchObject({ pid: second.pid, url: second.origin })
  })

  it('S18 of 20 servers that start at once on a home whose server was killed exactly one serves', async () => {
    await using directory = await temporaryDirectory()
    await (await startServer({ directory: directory.path })).kill9()

    const servers = await Promise.all(
      Array.from({ length: 20 }, () => launchServer({ directory: directory.path })),
    )
    onTestFinished(() => {
      for (const server of servers) server.signal('SIGKILL')
    })
    const isOver = await untilAllDecided(servers)

    const owners = servers.filter((server) => !isOver.has(server))
    expect([...isOver.values()]).toEqual(Array.from({ length: 19 }, () => 1))
    const [owner] = owners
    if (!owner) throw new Error('nobody serves')
    const origin = originOf(owner)
    expect(readOwner(owner.home)).toMatchObject({ pid: owner.pid, url: origin })
    for (const server of isOver.keys()) expectRefusal(server, { pid: owner.pid, origin })
    const headers = { authorization: `Bearer ${tokenOf(owner.home)}` }
    const health = await httpRequest(origin, { path: '/api/health', headers })
    expect(health.json).toMatchObject({ pid: owner.pid })
  }, 240_000)

  it('S19 an owner that stood still for 8 s is still the owner, and nobody took its place', async () => {
    await using first = await startFakeAgentServer()
    const before = readOwner(first.server.home)
    first.server.signal('SIGSTOP')
    const stoppedAt = performance.now()

    const second = await launchServer({ directory: first.directory })
    expect(await second.exited).toBe(1)
    await until(() => performance.now() - stoppedAt > 8_000, { what: '8 s to pass' })
    const third = await launchServer({ directory: first.directory })
    expect(await third.exited).toBe(1)
    first.server.signal('SIGCONT')

    for (const refused of [second, third]) expectRefusal(refused, first.server)
    expect(readOwner(first.server.home)).toEqual(before)
    // It writes as before: a server that had lost the home would answer 507.
    await first.server.api.untilStatus(await first.start('ok'), 'completed')
  })

  it.each([
    ['PORT', 'eighty', 'whole number'],
    ['SPECFLOW_HOST', '0.0.0.0', '127.0.0.1'],
    ['SPECFLOW_AGENT', 'gpt', 'auto'],
    ['SPECFLOW_TIMEOUT_MS', '10', '1000'],
    ['SPECFLOW_MAX_RUNS', '0', '1'],
    ['SPECFLOW_HOME', 'relative/home', 'absolute'],
  ])('a wrong %s stops the start with its value and what is allowed', async (name, value, allowed) => {
    await using directory = await temporaryDirectory()

    const server = await launchServer({ directory: directory.path, env: { [name]: value } })

    expect(await server.exited).toBe(1)
    expect(server.output()).toContain(name)
    expect(server.output()).toContain(value)
    expect(server.output()).toContain(allowed)
  })

  it('a port that is set by hand and taken stops the start and names it', async () => {
    await using directory = await temporaryDirectory()
    const holder = createServer().listen(0, '127.0.0.1')
    await once(holder, 'listening')
    const { port } = holder.address() as AddressInfo

    const server = await launchServer({ directory: directory.path, env: { PORT: String(port) } })

    expect(await server.exited).toBe(1)
    expect(server.output()).toContain(String(port))
    holder.close()
  })
})

function expectRefusal(refused: LaunchedServer, owner: { pid: number; origin: string }): void {
  expect(refused.output()).toContain(`pid ${String(owner.pid)} at ${owner.origin}.`)
  expect(refused.output()).not.toContain('is ready')
}

function readOwner(home: string): unknown {
  return JSON.parse(readFileSync(join(home, 'owner.json'), 'utf8'))
}

function originOf(server: LaunchedServer): string {
  return /is ready at (\S+)/.exec(server.output())?.[1] ?? ''
}

/** Until each of them serves or has ended; answers how, for those that have. */
async function untilAllDecided(servers: readonly LaunchedServer[]) {
  const ended = new Map<LaunchedServer, number | NodeJS.Signals>()
  for (const server of servers) void server.exited.then((code) => ended.set(server, code))
  await until(() => servers.every((server) => ended.has(server) || originOf(server) !== ''), {
    what: 'each server to serve or to end',
    timeoutMs: 200_000,
  })
  return ended
}
