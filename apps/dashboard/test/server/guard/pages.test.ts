import { beforeEach, expect, test, vi } from 'vitest'
import { createServerContext, requireAllowed } from '../../../src/server/rsc-context.ts'
import { PORT, provideTestContainer } from '../support/container.ts'
import { createTestSessions } from '../support/sessions.ts'

const given = vi.hoisted(() => ({ headers: new Headers() }))
vi.mock('server-only', () => ({}))
vi.mock('next/headers', () => ({ headers: () => Promise.resolve(given.headers) }))

const HOST = `127.0.0.1:${String(PORT)}`
const sessions = createTestSessions()
const cookie = `${sessions.cookieName}=${sessions.cookieValue()}`

beforeEach(() => {
  provideTestContainer({}, { sessions })
})

/** Nothing stands in front here: what is rendered asks the guard itself. */
test.each([
  ['no cookie', { host: HOST }, 'UNAUTHORIZED'],
  ['a wrong cookie', { host: HOST, cookie: `${cookie}x` }, 'UNAUTHORIZED'],
  ['another Host', { host: 'evil.example', cookie }, 'FORBIDDEN'],
  ['no Host', { cookie }, 'FORBIDDEN'],
  ['a page of another site', { host: HOST, cookie, origin: 'http://evil.example' }, 'FORBIDDEN'],
])('W5 no page is rendered, and no procedure called for one, with %s', async (_what, headers, code) => {
  given.headers = new Headers(headers)
  await expect(requireAllowed()).rejects.toMatchObject({ code })
  await expect(createServerContext()).rejects.toMatchObject({ code })
})

test('whoever is signed in gets the page', async () => {
  given.headers = new Headers({ host: HOST, cookie })
  await requireAllowed()
  expect(await createServerContext()).toHaveProperty('service')
})
