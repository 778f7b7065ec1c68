import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { runCommandLine } from '../../src/run-command-line.ts'
import { findServer } from '../../src/server/find-server.ts'
import { apiServer, type ApiServer } from '../support/api-server.ts'
import { MACHINE, stateDirectory, type StateDirectory } from '../support/state-directory.ts'
import { testWorld } from '../support/world.ts'

const ANSWERS = {
  '/api/trpc/project.list': { body: { result: { data: { projects: [] } } } },
  '/api/session/rotate': { body: { token: 'fresh' } },
  '/api/session/link': { body: {} },
}

const COMMANDS = [['projects', 'list'], ['open'], ['token', '--rotate']]

const call = async (home: StateDirectory, ...given: string[]) => {
  const world = testWorld({ environment: { SPECFLOW_HOME: home.path }, machine: MACHINE })
  const code = await runCommandLine({ arguments: given, world, version: '1.2.3' })
  return { code, err: world.err() }
}

describe('the server that the state directory names', () => {
  it('is asked, with the token, while it lives', async () => {
    using home = stateDirectory()
    await using server = await apiServer(ANSWERS)
    home.own({ url: server.url })
    expect(await call(home, 'projects', 'list')).toEqual({ code: 0, err: '' })
    expect((await call(home, 'token', '--rotate')).code).toBe(0)
    expect(server.requests.map(({ authorization }) => authorization)).toEqual(
      Array(2).fill('Bearer of-the-home'),
    )
  })

  it.each([
    ['has ended', { pid: 8 }],
    ['left its pid to another process', { startTime: '101' }],
    ['ran before the last boot', { bootId: 'another' }],
  ])('is sent nothing when it %s, whoever listens there', async (_what, record) => {
    using home = stateDirectory()
    await using stranger = await apiServer(ANSWERS)
    home.own({ url: stranger.url, ...record })
    for (const command of COMMANDS) {
      const { code, err } = await call(home, ...command)
      expect([command, code]).toEqual([command, 69])
      expect(err).toBe(
        `The SpecFlow server that was at ${stranger.url} has ended, so nothing was sent there. Start it with: npm start\n`,
      )
    }
    expect(stranger.requests).toEqual([])
  })

  it('is sent nothing when it is of another machine or container, but can be named', async () => {
    using home = stateDirectory()
    await using server = await apiServer(ANSWERS)
    home.own({ url: server.url, host: 'elsewhere' })
    expect(await call(home, 'projects', 'list')).toEqual({
      code: 69,
      err: `${join(home.path, 'owner.json')} names a SpecFlow server of the machine elsewhere, so nothing was sent. If it is reached from here, name it: --url ${server.url}\n`,
    })
    expect(server.requests).toEqual([])
    expect((await call(home, 'projects', 'list', '--url', server.url)).code).toBe(0)
  })

  it('is sent nothing more once it has ended, and everything again when it is back', async () => {
    using home = stateDirectory()
    await using server = await apiServer(ANSWERS)
    home.own({ url: server.url })
    const ask = asking(home, server)
    await ask()
    home.own({ url: server.url, pid: 8 })
    await expect(ask()).rejects.toThrow('has ended')
    rmSync(join(home.path, 'owner.json'))
    await expect(ask()).rejects.toThrow('has ended')
    home.own({ url: 'http://127.0.0.1:1' })
    await expect(ask()).rejects.toThrow('has ended')
    expect(server.requests).toHaveLength(1)
    home.own({ url: server.url })
    await ask()
    expect(server.requests).toHaveLength(2)
  })

  it('leaves the repair and the token of this installation usable when it has ended', async () => {
    using home = stateDirectory()
    home.own({ url: 'http://127.0.0.1:5000', pid: 8 })
    expect((await call(home, 'token', '--show')).code).toBe(0)
    const became: string[] = []
    const repository = {
      startServer: () => Promise.resolve(),
      runDoctor: () => Promise.resolve(void became.push('doctor')),
    }
    const world = testWorld({ environment: { SPECFLOW_HOME: home.path }, machine: MACHINE, repository })
    await runCommandLine({ arguments: ['doctor'], world, version: '1.2.3' })
    expect(became).toEqual(['doctor'])
  })

  const asking = (home: StateDirectory, { url }: ApiServer) => {
    const world = testWorld({ environment: { SPECFLOW_HOME: home.path }, machine: MACHINE })
    const found = findServer(world)
    return async () => found.fetch?.(url, {})
  }
})
