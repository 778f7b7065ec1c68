import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chmod, chown, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { startServer } from '../support/built-server.ts'
import { askDoctor, findCheck, runDoctor, startMarked } from '../support/doctor.ts'
import { startFakeAgentServer, type FakeAgentServer } from '../support/fake-agent-server.ts'
import { terminalPath } from '../support/paths.ts'
import { isAlive, untilDead } from '../support/processes.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'

const modeOf = async (path: string) => ((await stat(path)).mode & 0o777).toString(8)

async function homeIdOf({ server }: FakeAgentServer): Promise<string> {
  return (await readFile(join(server.home, 'home-id'), 'utf8')).trim()
}

describe('npm run doctor without a server', () => {
  it('finds a machine on which nothing was started yet well, and makes nothing', async () => {
    await using directory = await temporaryDirectory()
    const home = join(directory.path, 'state')
    const env = { PATH: terminalPath(), HOME: directory.path, SPECFLOW_HOME: home, SPECFLOW_AGENT: 'demo' }

    const { exitCode, stdout } = await runDoctor(env)

    expect(exitCode).toBe(0)
    expect(stdout).toMatch(/^ok {7}Node\.js {11}Version \d+/)
    expect(stdout).toContain(`${home} is made by the first start.`)
    expect(stdout).toMatch(/\n(All is well|\d+ warnings?)\.\n$/)
    expect(existsSync(home)).toBe(false)
  })

  it.each([
    ['an unknown argument', {}, ['--repair'], 'Unknown argument: --repair'],
    ['a wrong setting', { SPECFLOW_MAX_RUNS: 'many' }, [], 'SPECFLOW_MAX_RUNS is "many"'],
  ])('%s is exit code 2, and says so on standard error alone', async (_name, settings, args, words) => {
    await using directory = await temporaryDirectory()
    const env = { PATH: terminalPath(), HOME: directory.path, ...settings }
    const { exitCode, stderr, stdout } = await runDoctor(env, ...args)
    expect(exitCode).toBe(2)
    expect(stderr).toContain(words)
    expect(stdout).toBe('')
  })

  it('a file of another user in the state directory is a problem that a repair leaves to its owner', async () => {
    await using fake = await startFakeAgentServer()
    await fake.server.stop()
    const registry = join(fake.server.home, 'registry.json')
    await chown(registry, 12_345, 12_345)

    const { exitCode, report } = await askDoctor(fake.server.env, '--fix')

    expect(exitCode).toBe(1)
    expect(findCheck(report, 'state-directory')).toMatchObject({
      status: 'problem',
      detail: expect.stringContaining(`${registry} (user 12345)`),
      fixable: false,
    })
    expect((await stat(registry)).uid).toBe(12_345)
  })

  it('after a kill -9 it leaves the live run alone and takes away the stale lock; the next server has the run', async () => {
    await using fake = await startFakeAgentServer()
    const id = await fake.start('spawn:setsid+hang')
    const pids = await fake.leavesOf(id, 1)
    await fake.server.kill9()
    const found = await askDoctor(fake.server.env)
    expect(findCheck(found.report, 'owner')).toMatchObject({ status: 'warning', fixable: true })
    expect(findCheck(found.report, 'processes').status).toBe('ok')

    const { exitCode, report } = await askDoctor(fake.server.env, '--fix')

    expect(exitCode).toBe(0)
    expect(report.repairs).toMatchObject([{ check: 'owner' }])
    expect(existsSync(join(fake.server.home, 'owner.json'))).toBe(false)
    expect(pids.filter(isAlive)).toEqual(pids)
    await using next = await startServer({ directory: fake.directory })
    expect((await next.api.status(id)).status).toBe('running')
    await next.api.cancel(id)
  })
})

describe('npm run doctor beside a running server', () => {
  it('says whose the state directory is, and finds a server at work well', async () => {
    await using fake = await startFakeAgentServer()
    const id = await fake.start('spawn:setsid+hang')
    await fake.leavesOf(id, 1)

    const { exitCode, report } = await askDoctor(fake.server.env)

    expect(report.checks.filter(({ status }) => status === 'problem')).toEqual([])
    expect(exitCode).toBe(0)
    expect(findCheck(report, 'owner').detail).toBe(
      `Owned by a running server: pid ${String(fake.server.pid)} at ${fake.server.origin}.`,
    )
    expect(findCheck(report, 'runs').detail).toBe('1 run going on.')
  })

  it('repairs modes and ends what an ended execution left; a live run and a stranger stay alive', async () => {
    await using fake = await startFakeAgentServer()
    const homeId = await homeIdOf(fake)
    const ended = await fake.start('ok')
    await fake.server.api.untilStatus(ended, 'completed')
    const live = await fake.start('spawn:setsid+hang')
    const leaves = await fake.leavesOf(live, 1)
    using orphan = await startMarked(`${homeId}:${ended}:1`)
    using stranger = await startMarked(`${randomUUID()}:${ended}:1`)
    const record = join(fake.server.home, 'workflows', `${ended}.json`)
    await chmod(record, 0o644)

    const found = await askDoctor(fake.server.env)
    expect(isAlive(orphan.pid)).toBe(true)
    expect(findCheck(found.report, 'processes').detail).toContain(`${String(orphan.pid)} sleep 600`)
    expect(findCheck(found.report, 'processes')).toMatchObject({ status: 'problem', fixable: true })
    expect(found.report.ok).toBe(false)
    expect(found.exitCode).toBe(1)
    expect(findCheck(found.report, 'state-directory').detail).toContain(record)
    expect(isAlive(orphan.pid)).toBe(true)

    const { exitCode, report } = await askDoctor(fake.server.env, '--fix')

    expect(report.repairs?.map(({ check }) => check)).toEqual(['state-directory', 'processes'])
    expect(exitCode).toBe(0)
    await untilDead([orphan.pid])
    expect([stranger.pid, ...leaves].filter(isAlive)).toEqual([stranger.pid, ...leaves])
    expect(await modeOf(record)).toBe('600')
    expect((await fake.server.api.status(live)).status).toBe('running')
    expect((await fake.server.api.cancel(live)).status).toBe('cancelled')
  })

  it('a problem that nobody can repair is left, in the table and in the exit code', async () => {
    await using fake = await startFakeAgentServer()
    const id = randomUUID()
    await writeFile(join(fake.server.home, 'workflows', `${id}.json`), '{', { mode: 0o600 })

    const { exitCode, stdout } = await runDoctor(fake.server.env, '--fix')

    expect(exitCode).toBe(1)
    expect(stdout).toMatch(/^PROBLEM {2}Records {11}1 record cannot be understood:/m)
    expect(stdout).toContain(`${id}.json`)
    expect(stdout).toContain('Nothing was repaired.')
    expect(await readFile(join(fake.server.home, 'workflows', `${id}.json`), 'utf8')).toBe('{')
  })
})
