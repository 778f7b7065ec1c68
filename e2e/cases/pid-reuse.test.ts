import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { findRunProcesses, startServer, type BuiltServer } from '../support/built-server.ts'
import { startFakeAgentServer, type FakeAgentServer } from '../support/fake-agent-server.ts'
import { nodeBinary, SERVER } from '../support/paths.ts'
import { createPidNamespace } from '../support/pid-namespace.ts'
import { findBySession, findZombies, isAlive, killAll, stateOf, untilDead } from '../support/processes.ts'
import { until } from '../support/until.ts'

/**
 * In a namespace of their own processes get the pids that a test wants. It needs root, which .ci/run has; the tests of the
 * process runner show the same to everybody, with a process table in memory.
 */
beforeAll(() => {
  if (process.getuid?.() !== 0) throw new Error('This test needs root: only root can make a pid namespace.')
})

/** Its server and whatever it ran, all at once, as the OOM killer might. */
async function killEverything({ server }: FakeAgentServer): Promise<void> {
  const pids = [...findBySession(server.pid), ...findRunProcesses(server.home)]
  killAll(pids)
  await untilDead(pids)
}

/** Of the supervisor, as the namespace has it. */
function recordedPid(server: BuiltServer, id: string): number {
  const path = join(server.home, 'workflows', id, 'run-1/process.json')
  return (JSON.parse(readFileSync(path, 'utf8')) as { pid: number }).pid
}

describe('pids that were given again', () => {
  it.each([
    ['P18 a stranger who has the pid of a supervisor is alive after recovery and cancel', false],
    ['P19 so is a stranger who leads a group of that number', true],
  ])('%s', async (_title, leadsGroup) => {
    await using namespace = await createPidNamespace({ reaps: true })
    const [file, ...rest] = namespace.enter
    const command = [file, ...rest, nodeBinary(), SERVER] as const
    await using fake = await startFakeAgentServer(
      { SPECFLOW_FAILPOINTS: 'cancel-persisted=exit(137)' },
      { command },
    )
    const { api } = fake.server
    const other = await api.register(await fake.createProject('other'))
    const running = await fake.start('hang')
    const cancelled = await fake.start('hang', { projectId: other })
    for (const id of [running, cancelled]) await api.untilStatus(id, 'running')
    // The cancel is written down, and the server dies of it.
    await expect(api.cancel(cancelled)).rejects.toThrow()
    await killEverything(fake)

    const strangers: number[] = []
    for (const id of [running, cancelled]) {
      strangers.push(await namespace.spawnAs(recordedPid(fake.server, id), { leadsGroup }))
    }
    const { SPECFLOW_FAILPOINTS: _failpoints, ...env } = fake.server.env
    await using next = await startServer({ directory: fake.directory, env, command })
    const interrupted = await next.api.untilStatus(running, 'failed')
    const stopped = await next.api.untilStatus(cancelled, 'cancelled')

    expect(interrupted.error?.code).toBe('INTERRUPTED')
    expect(stopped.stop).toMatchObject({ reason: 'cancelled', survivors: [] })
    expect(stopped.stop?.seen.filter(({ command }) => command.startsWith('sleep'))).toEqual([])
    expect(strangers.map(isAlive)).toEqual([true, true])
    expect(strangers.map(stateOf)).toEqual(['S', 'S'])
    killAll(findBySession(next.pid))
  })

  it('P17 zombies that nobody takes care of are no survivors, and the server leaves none of its own', async () => {
    await using namespace = await createPidNamespace({ reaps: false })
    const [file, ...rest] = namespace.enter
    await using fake = await startFakeAgentServer(
      { SPECFLOW_KILL_GRACE_MS: '300' },
      { command: [file, ...rest, nodeBinary(), SERVER] },
    )
    const id = await fake.start('spawn:daemon+spawn:stubborn+ignore_term')
    const leaves = await Promise.all((await fake.leavesOf(id, 2)).map((pid) => namespace.outside(pid)))

    const execution = await fake.server.api.cancel(id)

    expect(execution).toMatchObject({ status: 'cancelled', stop: { survivors: [] } })
    expect(leaves.map(stateOf)).toEqual(['Z', 'Z'])
    const ofServer = findBySession(fake.server.pid)
    await until(() => findZombies(ofServer).length === 0, { what: 'the server to ask for its children' })
    killAll(ofServer)
  })
})
