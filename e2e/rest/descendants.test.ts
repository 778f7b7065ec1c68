import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startServer } from '../support/built-server.ts'
import { ofKind, startFakeAgentServer, type FakeAgentServer } from '../support/fake-agent-server.ts'
import { isAlive } from '../support/processes.ts'

/** One of every kind that carries the environment of the run. */
const KINDS = ['plain', 'setpgid', 'setsid', 'daemon', 'mcp']
const SPAWN = 'spawn:plain+spawn:setpgid+spawn:setsid+spawn:daemon+mcp_orphan'

describe('no descendant of a run is alive by the time that its end is told', () => {
  let fake: FakeAgentServer
  beforeAll(async () => {
    fake = await startFakeAgentServer({ SPECFLOW_KILL_GRACE_MS: '500' })
  })
  afterAll(() => fake[Symbol.asyncDispose]())

  /** By the pids that the agent wrote down. */
  async function pidsOf(id: string): Promise<number[]> {
    const leaves = await fake.leavesOf(id, KINDS.length)
    expect(ofKind(fake.log(id), 'leaf').map(({ kind }) => kind)).toEqual(KINDS)
    return [...leaves, ...ofKind(fake.log(id), 'start').map(({ pid }) => pid)]
  }

  it.each(['hang', 'ignore_term'])('after a cancel of an agent that does %s', async (ending) => {
    const id = await fake.start(`${SPAWN}+${ending}`)
    const pids = await pidsOf(id)
    expect(pids.filter(isAlive)).toEqual(pids)

    const execution = await fake.server.api.cancel(id)

    expect(pids.filter(isAlive)).toEqual([])
    expect(execution.status).toBe('cancelled')
    expect(execution.stop?.survivors).toEqual([])
  })

  it.each(['hang', 'ignore_term'])('after a timeout of an agent that does %s', async (ending) => {
    const id = await fake.start(`${SPAWN}+${ending}`, { timeoutMs: 4_000 })
    const pids = await pidsOf(id)
    expect(pids.filter(isAlive)).toEqual(pids)

    const execution = await fake.server.api.untilStatus(id, 'failed')

    expect(pids.filter(isAlive)).toEqual([])
    expect(execution.error?.code).toBe('TIMED_OUT')
  })

  it.each([
    ['a normal end', 'ok', 'completed'],
    ['a question', 'needs_input', 'waiting_for_input'],
    ['a failure', 'exit:3', 'failed'],
    ['a crash', 'signal:SIGKILL', 'failed'],
  ] as const)('after %s', async (_what, ending, status) => {
    const id = await fake.start(`${SPAWN}+${ending}`)

    const execution = await fake.server.api.untilStatus(id, status)

    expect((await pidsOf(id)).filter(isAlive)).toEqual([])
    expect(execution.status).toBe(status)
    if (status === 'waiting_for_input') await fake.server.api.cancel(id)
  })

  it('after the end of a run whose server was killed', async () => {
    await using other = await startFakeAgentServer()
    const id = await other.start(`${SPAWN}+hang`, { timeoutMs: 4_000 })
    const leaves = await other.leavesOf(id, KINDS.length)
    await other.server.kill9()
    expect(leaves.filter(isAlive)).toEqual(leaves)

    await using next = await startServer({ directory: other.directory, env: other.server.env })
    const execution = await next.api.untilStatus(id, 'failed')

    expect(leaves.filter(isAlive)).toEqual([])
    expect(execution.error?.code).toBe('TIMED_OUT')
  })
})
