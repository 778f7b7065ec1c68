import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { SHARED_SESSION_ID } from '@specflow/fake-claude'
import { transcriptSchema } from '@specflow/workflow/schema'
import { startServer, type BuiltServer } from '../support/built-server.ts'
import type { Api } from '../support/api.ts'
import {
  fakeAgentEnvironment,
  ofKind,
  startFakeAgentServer,
  type FakeAgentServer,
} from '../support/fake-agent-server.ts'
import { isAlive } from '../support/processes.ts'
import { until } from '../support/until.ts'
import { openInTerminal } from './terminal.ts'

/** The server's first run asks, the terminal's hangs, and the server's next one completes. */
const ASKS_AND_IS_OPENED = 'needs_input,hang,ok'

describe('one live run per session, inside the server', () => {
  it('two executions with one session, in two projects, go on one after the other', async () => {
    await using fake = await startFakeAgentServer()
    const { api } = fake.server
    const other = await api.register(await fake.createProject('other'))
    const mode = 'dup_session+needs_input,hang'
    const ids = [await fake.start(mode), await fake.start(mode, { projectId: other })] as const
    for (const id of ids) {
      expect((await api.untilStatus(id, 'waiting_for_input')).sessionId).toBe(SHARED_SESSION_ID)
    }

    const answered = await Promise.all(ids.map((id) => api.answer(id, { q1: 'SQLite' })))
    expect(answered.map(({ answers }) => answers.length)).toEqual([1, 1])
    const running = await until(() => runningOf(api, ids), { what: 'one of them to run' })
    const waiting = ids.find((id) => id !== running) ?? ''
    await untilQueuedBecause(api, waiting, `Its session is in use by the execution ${running}.`)
    expect(resumesOf(fake, waiting)).toEqual([])

    await api.cancel(running)
    await api.untilStatus(waiting, 'running')
    await until(() => resumesOf(fake, waiting).length === 1, { what: 'the agent of the other one' })
    expect(resumesOf(fake, running).filter(isAlive)).toEqual([])
    await api.cancel(waiting)
  })

  it('the session of a first run that was cancelled is known to the next server, with what was said in it', async () => {
    await using fake = await startFakeAgentServer()
    const id = await fake.start('hang')
    const transcript = async ({ api }: BuiltServer) =>
      transcriptSchema.parse((await api.get(`/api/workflow/transcript?id=${id}`)).json)
    const sessionId = await until(async () => (await transcript(fake.server)).sessionId, {
      what: 'the session',
    })
    await fake.server.api.cancel(id)
    await fake.server.stop()
    await using next = await startServer({
      directory: fake.directory,
      env: fakeAgentEnvironment(fake.directory),
    })

    expect(await transcript(next)).toMatchObject({ state: 'ready', sessionId })
    expect((await next.api.status(id)).runs).toMatchObject([{ sessionId }])
  })

  it('an answer waits for a first run that has its session, which nobody but its agent knows yet', async () => {
    await using fake = await startFakeAgentServer()
    const { api } = fake.server
    const other = await api.register(await fake.createProject('other'))
    const { id } = await fake.startAndAsk('dup_session+needs_input,ok')
    const first = await fake.start('dup_session+hang,ok', { projectId: other })
    await until(() => ofKind(fake.log(first), 'session').length === 1, {
      what: 'the session of the first run',
    })
    expect((await api.status(first)).sessionId).toBeUndefined()

    await api.answer(id, { q1: 'SQLite' })
    await untilQueuedBecause(api, id, `Its session is in use by the execution ${first}.`)
    await api.cancel(first)
    await api.untilStatus(id, 'completed')
  })
})

describe("one live run per session, with the user's own terminal", () => {
  it('an answer is stored and waits, naming the process, and everything else runs; then it goes on', async () => {
    await using fake = await startFakeAgentServer()
    const { api } = fake.server
    const { id, sessionId = '' } = await fake.startAndAsk(ASKS_AND_IS_OPENED)
    await using terminal = await openInTerminal(fake, sessionId)

    expect((await api.answer(id, { q1: 'SQLite' })).answers).toHaveLength(1)
    await untilQueuedBecause(api, id, new RegExp(`\\b${String(terminal.pid)}\\b`))
    const other = await api.register(await fake.createProject('other'))
    await api.untilStatus(await fake.start('ok'), 'completed')
    await api.untilStatus(await fake.start('ok', { projectId: other }), 'completed')
    await untilQueuedBecause(api, id, new RegExp(`\\b${String(terminal.pid)}\\b`))
    expect(resumesOf(fake, id)).toEqual([])

    await terminal.close()
    const completed = await api.untilStatus(id, 'completed')
    expect(completed.output?.message).toContain('SQLite')
    expect(completed).not.toHaveProperty('queuedBecause')
    expect(resumesOf(fake, id)).toHaveLength(1)
  })

  it('it waits through kill -9 of the server, and a terminal that was killed blocks nothing with its file', async () => {
    await using fake = await startFakeAgentServer()
    const { id, sessionId = '' } = await fake.startAndAsk(ASKS_AND_IS_OPENED)
    await using terminal = await openInTerminal(fake, sessionId)
    await fake.server.api.answer(id, { q1: 'SQLite' })
    await fake.server.kill9()

    await using next = await startServer({
      directory: fake.directory,
      env: fakeAgentEnvironment(fake.directory),
    })
    await untilQueuedBecause(next.api, id, new RegExp(`\\b${String(terminal.pid)}\\b`))
    await terminal.kill9()
    await next.api.untilStatus(id, 'completed')
    expect(await readdir(join(fake.directory, 'user/.claude/sessions'))).toContain(
      `${String(terminal.pid)}.json`,
    )
    expect(resumesOf(fake, id)).toHaveLength(1)
  })

  it('it can be cancelled while it waits, and never runs', async () => {
    await using fake = await startFakeAgentServer()
    const { api } = fake.server
    const { id, sessionId = '' } = await fake.startAndAsk(ASKS_AND_IS_OPENED)
    await using terminal = await openInTerminal(fake, sessionId)
    await api.answer(id, { q1: 'SQLite' })
    await untilQueuedBecause(api, id, new RegExp(`\\b${String(terminal.pid)}\\b`))

    expect(await api.cancel(id)).toMatchObject({
      status: 'cancelled',
      answers: [{ answers: { q1: 'SQLite' } }],
    })
    await terminal.close()
    await api.untilStatus(await fake.start('ok'), 'completed')
    expect(resumesOf(fake, id)).toEqual([])
  })

  it('no file holds it up that is stale, broken, or of a stranger with the same pid', async () => {
    await using fake = await startFakeAgentServer()
    const { id, sessionId = '' } = await fake.startAndAsk('needs_input,ok')
    const sessions = join(fake.directory, 'user/.claude/sessions')
    await mkdir(sessions, { recursive: true })
    const write = (pid: number, text: string) => writeFile(join(sessions, `${String(pid)}.json`), text)
    await write(4_194_304, JSON.stringify({ pid: 4_194_304, sessionId, procStart: '1' }))
    await write(process.pid, JSON.stringify({ pid: process.pid, sessionId, procStart: '1' }))
    await write(fake.server.pid, `{"pid":${String(fake.server.pid)},"sessionId":"${sessionId}`)

    await fake.server.api.answer(id, { q1: 'SQLite' })
    await fake.server.api.untilStatus(id, 'completed')
  })
})

async function runningOf(api: Api, ids: readonly string[]): Promise<string | undefined> {
  for (const id of ids) if ((await api.status(id)).status === 'running') return id
  return undefined
}

async function untilQueuedBecause(api: Api, id: string, reason: string | RegExp): Promise<void> {
  const execution = await until(
    async () => {
      const seen = await api.status(id)
      return seen.queuedBecause !== undefined && seen
    },
    { what: `the execution ${id} to say why it waits` },
  )
  expect(execution.status).toBe('queued')
  expect(execution.queuedBecause).toMatch(reason)
}

/** Pids of the agents that went on with the execution's session. */
function resumesOf(fake: FakeAgentServer, id: string): number[] {
  return ofKind(fake.log(id), 'start').flatMap(({ argv, pid }) => (argv.includes('--resume') ? pid : []))
}
