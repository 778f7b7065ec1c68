import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { startServer } from '../support/built-server.ts'
import { agentsShareOf, environmentOfRun } from '../support/environment-of-run.ts'
import { startFakeAgentServer } from '../support/fake-agent-server.ts'
import { REPOSITORY, nodeBinary } from '../support/paths.ts'
import { findBySession, isAlive } from '../support/processes.ts'
import { SPECFLOWCTL } from '../support/specflowctl.ts'
import { until } from '../support/until.ts'

const COMMANDS = [
  ['npm start', ['npm', 'start']],
  ['the launcher itself', [nodeBinary(), join(REPOSITORY, 'tools/start.mjs')]],
  ['specflowctl start', [nodeBinary(), SPECFLOWCTL, 'start']],
] as const satisfies [string, readonly [string, ...string[]]][]

// The first start may have to build.
const READY_TIMEOUT_MS = 100_000

describe.each(COMMANDS)('%s', (_name, command) => {
  const start = (env: Readonly<Record<string, string>> = {}) =>
    startFakeAgentServer(env, { command, readyTimeoutMs: READY_TIMEOUT_MS })

  it('ends the whole chain at SIGTERM; the run goes on, it says how many, and the next start has it', async () => {
    await using fake = await start()
    const id = await fake.start('spawn:setsid+hang')
    const pids = await fake.leavesOf(id, 1)
    expect(findBySession(fake.server.pid)).toContain(fake.server.pid)

    fake.server.signal('SIGTERM')
    await fake.server.exited
    await until(() => findBySession(fake.server.pid).length === 0, { what: 'the end of the chain' })

    expect(fake.server.output()).toContain('1 run goes on until its deadline')
    expect(pids.filter(isAlive)).toEqual(pids)
    await using next = await startServer({ directory: fake.directory })
    expect((await next.api.status(id)).status).toBe('running')
    await next.api.cancel(id)
    expect(pids.filter(isAlive)).toEqual([])
  })

  it('leaves the runs alone at Ctrl-C, and cancels them all at a second one', async () => {
    await using fake = await start({ SPECFLOW_RUNS_PER_PROJECT: '2' })
    const ids = [await fake.start('spawn:setsid+hang'), await fake.start('spawn:daemon+hang')]
    const pids = (await Promise.all(ids.map((id) => fake.leavesOf(id, 1)))).flat()

    fake.server.interrupt()
    await until(() => fake.server.output().includes('Press Ctrl-C again within 10 s'), { what: 'the offer' })
    expect(fake.server.output()).toContain('2 runs go on until their deadline')
    expect(pids.filter(isAlive)).toEqual(pids)
    fake.server.interrupt()
    await fake.server.exited

    expect(fake.server.output()).toContain('2 cancelled')
    expect(pids.filter(isAlive)).toEqual([])
    await until(() => findBySession(fake.server.pid).length === 0, { what: 'the end of the chain' })
    for (const id of ids) {
      const record = await readFile(join(fake.server.home, 'workflows', `${id}.json`), 'utf8')
      expect(JSON.parse(record)).toMatchObject({ status: 'cancelled', stop: { survivors: [] } })
    }
  })

  it('ends at once at Ctrl-C when nothing runs', async () => {
    await using fake = await start()

    fake.server.interrupt()

    expect(await fake.server.exited).toBe(0)
    expect(fake.server.output()).not.toContain('Press Ctrl-C again')
    await until(() => findBySession(fake.server.pid).length === 0, { what: 'the end of the chain' })
  })

  it("gives the agent the terminal's environment, whatever the wrappers added or replaced", async () => {
    await using fake = await start({ EDITOR: 'ed', COLOR: '7', NODE_ENV: 'test', INIT_CWD: '/elsewhere' })

    const { env, id } = await environmentOfRun(fake)

    expect(env).toEqual({
      ...agentsShareOf(fake.server.env),
      CLAUDE_CODE_DISABLE_BACKGROUND_TASKS: '1',
      SPECFLOW_RUN: expect.stringContaining(`:${id}:1`),
    })
  })
})
