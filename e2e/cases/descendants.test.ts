import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startServer } from '../support/built-server.ts'
import { ofKind, startFakeAgentServer, type FakeAgentServer } from '../support/fake-agent-server.ts'
import { isAlive } from '../support/processes.ts'
import { until } from '../support/until.ts'

/** One of every kind that carries the environment of the run. */
const KINDS = ['plain', 'setpgid', 'setsid', 'daemon', 'mcp']
const SPAWN = 'spawn:plain+spawn:setpgid+spawn:setsid+spawn:daemon+mcp_orphan'
const GRACE_MS = 500

describe('no descendant of a run is alive by the time that its end is told', () => {
  let fake: FakeAgentServer
  beforeAll(async () => {
    fake = await startFakeAgentServer({ SPECFLOW_KILL_GRACE_MS: String(GRACE_MS) })
  })
  afterAll(() => fake[Symbol.asyncDispose]())

  /** By the pids that the agent wrote down. */
  async function pidsOf(id: string): Promise<number[]> {
    const leaves = await fake.leavesOf(id, KINDS.length)
    expect(ofKind(fake.log(id), 'leaf').map(({ kind }) => kind)).toEqual(KINDS)
    return [...leaves, ...(await startedBy(id))]
  }

  /** The agents themselves, once they do what their mode says. */
  async function startedBy(id: string): Promise<number[]> {
    const find = () => ofKind(fake.log(id), 'session').map(({ pid }) => pid)
    return until(() => find().length > 0 && find(), { what: 'the agent' })
  }

  it.each([
    ['P12 an agent that ignores SIGTERM', 'ignore_term'],
    ['P13 a tool process in a session of its own', 'spawn:setsid+hang'],
    ['P13 a tool process in a session of its own that ignores SIGTERM', 'spawn:stubborn+ignore_term'],
    ['P14 a double-forked daemon', 'spawn:daemon+hang'],
  ])('%s is dead after a cancel, and the receipt says how', async (_what, mode) => {
    const id = await fake.start(mode)
    const leaves = await fake.leavesOf(id, mode.includes('spawn') ? 1 : 0)
    const pids = [...leaves, ...(await startedBy(id))]
    expect(pids.map(isAlive)).toEqual(pids.map(() => true))

    const { status, stop } = await fake.server.api.cancel(id)

    expect(pids.filter(isAlive)).toEqual([])
    expect(status).toBe('cancelled')
    expect(stop?.survivors).toEqual([])
    expect(stop?.seen.map(({ pid }) => pid)).toEqual(expect.arrayContaining(pids))
    if (!mode.includes('ignore_term')) return
    expect(stop?.signals.map(({ signal }) => signal)).toEqual(['SIGTERM', 'SIGKILL'])
    const [term = 0, kill = 0] = stop?.signals.map(({ at }) => Date.parse(at)) ?? []
    expect(kill - term).toBeGreaterThanOrEqual(GRACE_MS)
  })

  it.each([
    ['P13 a tool process in a session of its own', 'spawn:setsid+ok'],
    ['P14 a double-forked daemon', 'spawn:daemon+ok'],
  ])('%s is dead after a natural end', async (_what, mode) => {
    const id = await fake.start(mode)

    await fake.server.api.untilStatus(id, 'completed')

    expect((await fake.leavesOf(id, 1)).filter(isAlive)).toEqual([])
  })

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
