import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runCommandLine } from '../../src/run-command-line.ts'
import { apiServer } from '../support/api-server.ts'
import { MACHINE, stateDirectory, type StateDirectory } from '../support/state-directory.ts'
import { testWorld } from '../support/world.ts'

let home: StateDirectory
beforeEach(() => {
  home = stateDirectory()
})
afterEach(() => {
  home[Symbol.dispose]()
})

async function token(given: readonly string[], environment: Record<string, string> = {}) {
  const world = testWorld({ environment: { SPECFLOW_HOME: home.path, ...environment }, machine: MACHINE })
  const code = await runCommandLine({ arguments: ['token', ...given], world, version: '1.2.3' })
  return { code, out: world.out(), err: world.err() }
}

describe('the token', () => {
  it('is not printed but where it is, unless that is asked for', async () => {
    const path = join(home.path, 'token')
    expect(await token([])).toEqual({
      code: 0,
      out: `The token is in ${path}. Print it with: specflowctl token --show\n`,
      err: '',
    })
    expect(JSON.parse((await token(['--json'])).out)).toEqual({ path })
  })

  it('itself is printed by --show', async () => {
    expect(await token(['--show'])).toEqual({ code: 0, out: 'of-the-home\n', err: '' })
    expect(JSON.parse((await token(['--show', '--json'])).out)).toEqual({
      path: join(home.path, 'token'),
      token: 'of-the-home',
    })
  })

  it('is missed before the first start', async () => {
    const path = join(home.path, 'none/token')
    expect(await token(['--show'], { SPECFLOW_HOME: join(home.path, 'none') })).toEqual({
      code: 1,
      out: '',
      err: `There is no token in ${path} yet: the first start of the server makes one.\n`,
    })
  })
})

describe('a new token', () => {
  const ROTATED = { '/api/session/rotate': { body: { token: 'fresh' } } }

  it('of the running server is in its state directory, and printed only where that is asked for', async () => {
    await using server = await apiServer(ROTATED)
    home.own({ url: server.url })
    const path = join(home.path, 'token')
    expect((await token(['--rotate'])).out).toBe(
      `There is a new token in ${path}. Scripts and browsers that have the old one are out.\n`,
    )
    expect((await token(['--rotate', '--show'])).out).toBe('fresh\n')
    expect(JSON.parse((await token(['--rotate', '--json'])).out)).toEqual({ path })
  })

  it.each(['--url', 'SPECFLOW_URL'])('of a server that %s names is nowhere here', async (by) => {
    await using server = await apiServer(ROTATED)
    const rotate = (...more: string[]) =>
      by === '--url'
        ? token(['--rotate', '--url', server.url, ...more])
        : token(['--rotate', ...more], { SPECFLOW_URL: server.url })
    expect((await rotate()).out).toBe(
      `${server.url} has a new token. Scripts and browsers that have the old one are out. Print it on the machine of that server with: specflowctl token --show\n`,
    )
    expect((await rotate('--show')).out).toBe('fresh\n')
    expect(JSON.parse((await rotate('--json')).out)).toEqual({ url: server.url })
    expect(JSON.parse((await rotate('--json', '--show')).out)).toEqual({ url: server.url, token: 'fresh' })
  })
})
