import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ensureToken } from '@specflow/workflow'
import { sessionLinkRoute, sessionRotateRoute } from '../../../src/server/rest/session-token.ts'
import { sessionRoute } from '../../../src/server/rest/session.ts'
import { createSessions } from '../../../src/server/session/session.ts'
import { PORT, provideTestContainer } from '../support/container.ts'
import { makeRequest, read } from '../support/requests.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'

async function prepare(directory: string) {
  const token = await ensureToken(directory)
  const sessions = createSessions({
    directory,
    token,
    host: '127.0.0.1',
    port: PORT,
    allowedHosts: [],
    now: () => new Date(),
  })
  provideTestContainer({}, { sessions })
  return { token }
}

const signIn = (url: string, headers = {}) =>
  read<{ signedIn: boolean }>(
    sessionRoute.POST(makeRequest('/api/session', { json: { code: url.split('#code=')[1] }, headers })),
  )

test('a link signs one browser in, and the cookie lets it in', async () => {
  await using directory = await temporaryDirectory()
  const { token } = await prepare(directory.path)
  const authorization = `Bearer ${token}`
  const link = await read<{ url: string }>(
    sessionLinkRoute.POST(makeRequest('/api/session/link', { method: 'POST', headers: { authorization } })),
  )
  expect(link.body.url).toMatch(/^http:\/\/127\.0\.0\.1:4747\/#code=[\w-]{43}$/)

  const first = await signIn(link.body.url)
  const second = await signIn(link.body.url)
  expect([first.status, second.status]).toEqual([200, 401])

  const cookie = first.headers.get('set-cookie')?.split(';')[0] ?? ''
  const known = await read(sessionRoute.GET(makeRequest('/api/session', { headers: { cookie } })))
  expect(known).toMatchObject({ status: 200, body: { signedIn: true } })
})

test('a browser that is signed in gets no link and no token', async () => {
  await using directory = await temporaryDirectory()
  const { token } = await prepare(directory.path)
  const link = await read<{ url: string }>(
    sessionLinkRoute.POST(
      makeRequest('/api/session/link', { method: 'POST', headers: { authorization: `Bearer ${token}` } }),
    ),
  )
  const cookie = (await signIn(link.body.url)).headers.get('set-cookie')?.split(';')[0] ?? ''
  for (const route of [sessionLinkRoute, sessionRotateRoute]) {
    const answer = await read(
      route.POST(makeRequest('/api/session/link', { method: 'POST', headers: { cookie } })),
    )
    expect(answer).toMatchObject({ status: 403, body: { error: { code: 'FORBIDDEN' } } })
  }
})

test('a new token is in force at once, and in its file', async () => {
  await using directory = await temporaryDirectory()
  const { token } = await prepare(directory.path)
  const rotate = (old: string) =>
    read<{ token: string }>(
      sessionRotateRoute.POST(
        makeRequest('/api/session/rotate', { method: 'POST', headers: { authorization: `Bearer ${old}` } }),
      ),
    )
  const { body } = await rotate(token)
  expect(body.token).not.toBe(token)
  expect(readFileSync(join(directory.path, 'token'), 'utf8')).toBe(`${body.token}\n`)
  expect((await rotate(token)).status).toBe(401)
  expect((await rotate(body.token)).status).toBe(200)
})
