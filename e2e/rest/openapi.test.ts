import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startServer, type BuiltServer } from '../support/built-server.ts'
import { REPOSITORY } from '../support/paths.ts'

interface Document {
  paths: Record<string, Record<string, { summary: string; security?: unknown[] }>>
}

describe('the description of the API', () => {
  let server: BuiltServer
  beforeAll(async () => {
    server = await startServer({ env: { SPECFLOW_AGENT: 'demo' } })
  })
  afterAll(() => server[Symbol.asyncDispose]())

  const committed = async () =>
    JSON.parse(await readFile(join(REPOSITORY, 'docs/openapi.json'), 'utf8')) as Document

  it('is the one in docs/openapi.json', async () => {
    const { headers, json, status } = await server.api.get('/api/openapi.json')
    expect(status).toBe(200)
    expect(headers['content-type']).toContain('application/json')
    expect(json).toEqual(await committed())
  })

  it('is a page for people, with every call', async () => {
    const { headers, status, text } = await server.api.get('/api/docs')
    expect(status).toBe(200)
    expect(headers['content-type']).toContain('text/html')
    for (const [path, calls] of Object.entries((await committed()).paths)) {
      expect(text).toContain(path)
      for (const { summary } of Object.values(calls)) expect(text).toContain(summary)
    }
  })

  it('says of each call whether it needs the token, as the guard has it', async () => {
    const saysOpen: string[] = []
    const isOpen: string[] = []
    for (const [path, calls] of Object.entries((await committed()).paths)) {
      for (const [method, { security }] of Object.entries(calls)) {
        const call = `${method.toUpperCase()} ${path}`
        if (security?.length === 0) saysOpen.push(call)
        const headers = { authorization: '', 'content-type': 'application/json' }
        const { json, status } = await server.request({
          method: method.toUpperCase(),
          path,
          headers,
          body: '{}',
        })
        const isRefused = status === 401 && JSON.stringify(json).includes('This needs the token')
        if (!isRefused) isOpen.push(call)
      }
    }
    expect(saysOpen).toHaveLength(2)
    expect(saysOpen.sort()).toEqual(isOpen.sort())
  })
})
