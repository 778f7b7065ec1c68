import { expect, it } from 'vitest'
import { launchServer, startServer } from '../support/built-server.ts'
import { httpRequest } from '../support/http.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'

/** Of the loopback network, and not the address of a server that listens on 127.0.0.1 alone. */
const ELSEWHERE = '127.0.0.2'

it.each([
  [
    'without the names by which it is reached',
    { SPECFLOW_HOST: '0.0.0.0' },
    'SPECFLOW_ALLOWED_HOSTS is not set',
  ],
  [
    'without a token',
    { SPECFLOW_HOST: '0.0.0.0', SPECFLOW_ALLOWED_HOSTS: 'box.lan', SPECFLOW_AUTH: 'off' },
    'SPECFLOW_AUTH is "off"',
  ],
])('W4 it does not listen where others reach it %s', async (_what, env, words) => {
  await using directory = await temporaryDirectory()
  const server = await launchServer({ directory: directory.path, env })
  expect(await server.exited).toBe(1)
  expect(server.output()).toContain(words)
  expect(server.output()).not.toContain('is ready')
})

it('W4 where others reach it, it lets in by its names and with the token alone, and says that it is reached', async () => {
  const env = { SPECFLOW_AGENT: 'demo', SPECFLOW_HOST: '0.0.0.0', SPECFLOW_ALLOWED_HOSTS: 'box.lan' }
  await using server = await startServer({ env })
  const authorization = `Bearer ${server.token()}`
  const ask = async (headers: Record<string, string>) =>
    (await httpRequest(`http://${ELSEWHERE}:${String(server.port)}`, { path: '/api/health', headers })).status

  expect(await ask({ host: 'box.lan', authorization })).toBe(200)
  expect(await ask({ host: 'BOX.lan', authorization })).toBe(200)
  expect(await ask({ host: 'box.lan' })).toBe(401)
  for (const host of [`${ELSEWHERE}:${String(server.port)}`, 'box.lan:1', 'evil.example']) {
    expect({ host, status: await ask({ host, authorization }) }).toEqual({ host, status: 403 })
  }
  expect(server.output()).toContain('Note: SPECFLOW_HOST is 0.0.0.0: other machines reach this server')
  expect(server.output()).toContain('Sign in: http://box.lan/#code=')
})

it('W4 without further settings this machine alone is answered', async () => {
  await using server = await startServer({ env: { SPECFLOW_AGENT: 'demo' } })
  const asking = httpRequest(`http://${ELSEWHERE}:${String(server.port)}`, { path: '/api/health' })
  await expect(asking).rejects.toThrow('ECONNREFUSED')
})
