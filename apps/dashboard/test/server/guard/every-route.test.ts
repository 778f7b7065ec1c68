import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { provideTestContainer } from '../support/container.ts'
import { makeRequest, read } from '../support/requests.ts'
import { createTestSessions } from '../support/sessions.ts'

const APP = join(import.meta.dirname, '../../../src/app')
const FILES = readdirSync(APP, { recursive: true, encoding: 'utf8' }).filter((path) =>
  /(^|\/)route\.ts$/.test(path),
)
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']
/** They bring a secret of their own, which is asked for behind the guard. */
const OPEN = ['POST /api/session', 'POST /api/answer-link']

type Handlers = Record<string, (request: Request) => Promise<Response>>

const sessions = createTestSessions()

test('the routes are found', () => {
  expect(FILES).toContain('api/workflow/start/route.ts')
})

/** Nothing stands in front here: a handler that does not ask the guard itself is found out. */
describe.each(FILES)('W5 %s', (file) => {
  const path = `/${file.replace(/\/route\.ts$/, '')}`

  test('answers every method, and asks the guard first', async () => {
    provideTestContainer({}, { sessions })
    const handlers = (await import(join(APP, file))) as Handlers
    expect(Object.keys(handlers).sort()).toEqual([...METHODS].sort())
    for (const method of METHODS) {
      const forged = await handlers[method]?.(
        makeRequest(path, { method, headers: { host: 'evil.example' } }),
      )
      const foreign = await handlers[method]?.(makeRequest(path, { method, headers: { origin: 'null' } }))
      const strange = await handlers[method]?.(makeRequest(path, { method }))
      const route = `${method} ${path}`
      expect({ route, statuses: [forged?.status, foreign?.status] }).toEqual({ route, statuses: [403, 403] })
      if (!OPEN.includes(route)) expect({ route, status: strange?.status }).toEqual({ route, status: 401 })
    }
  })
})

test('what is open to all gives nothing without its own secret', async () => {
  provideTestContainer({}, { sessions })
  const { POST } = (await import(join(APP, 'api/session/route.ts'))) as Handlers
  for (const json of [{}, { code: '' }, { code: 'x' }, { code: 1 }, []]) {
    const answer = await read(
      POST?.(makeRequest('/api/session', { json })) ?? Promise.reject(new Error('no POST')),
    )
    expect(answer.headers.get('set-cookie')).toBeNull()
    expect([400, 401]).toContain(answer.status)
  }
})
