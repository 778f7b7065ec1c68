import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import { launchServer, startServer } from '../support/built-server.ts'
import { ofKind, startFakeAgentServer } from '../support/fake-agent-server.ts'
import { isAlive } from '../support/processes.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'

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

  it('a second server on one home refuses and names the first by pid and address', async () => {
    await using first = await startFakeAgentServer()

    const second = await launchServer({ directory: first.directory })

    expect(await second.exited).toBe(1)
    expect(second.output()).toContain(String(first.server.pid))
    expect(second.output()).toContain(first.server.origin)
    expect(second.output()).not.toContain('is ready')
    expect((await first.server.api.get('/api/health')).status).toBe(200)
  })

  it('a home whose server was killed is free at once', async () => {
    await using first = await startFakeAgentServer()
    await first.server.kill9()

    await using second = await startServer({ directory: first.directory })

    expect((await second.api.get('/api/health')).json).toMatchObject({ pid: second.pid })
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
