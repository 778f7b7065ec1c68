import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ensureToken, openStateDirectory, type IdentityProbe } from '@specflow/workflow'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { runTokenCommand } from '../../../src/server/session/command.ts'
import { createSessions } from '../../../src/server/session/session.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'

const URL = 'http://127.0.0.1:4747'
const SELF = { pid: 1, startTime: 'then', bootId: 'now' }

let directory: Awaited<ReturnType<typeof temporaryDirectory>>
let file: string
let old: string
const inFile = () => readFileSync(file, 'utf8').trim()

beforeEach(async () => {
  directory = await temporaryDirectory()
  file = join(directory.path, 'token')
  old = await ensureToken(directory.path)
})
afterEach(() => directory[Symbol.asyncDispose]())

test('of new tokens that are asked for at once the one in the file is in force', async () => {
  const place = { host: '127.0.0.1', port: 4747, allowedHosts: [], now: () => new Date() }
  const sessions = createSessions({ directory: directory.path, token: old, ...place })
  const made = await Promise.all(Array.from({ length: 8 }, () => sessions.rotate()))
  const good = [...made, old].filter(
    (token) => sessions.recognize({ authorization: `Bearer ${token}`, cookie: undefined }) === 'bearer',
  )
  expect(good).toEqual([inFile()])
})

describe('npm run token', () => {
  const identify: IdentityProbe = { self: () => SELF, isAlive: () => true }

  /** From now on a server owns the directory, on this machine or on another one. */
  async function serve(host?: string) {
    await openStateDirectory({ path: directory.path, owner: { url: URL, version: '0' }, identify })
    const owner = join(directory.path, 'owner.json')
    const record = JSON.parse(readFileSync(owner, 'utf8')) as object
    writeFileSync(owner, JSON.stringify({ ...record, ...(host !== undefined && { host }) }))
  }

  /** What the running server is asked is written down. */
  async function run(...given: string[]) {
    const [said, complaints, asked] = [[] as string[], [] as string[], [] as unknown[]]
    const code = await runTokenCommand({
      arguments: given,
      readHome: () => directory.path,
      identify,
      request: (url, init) => {
        asked.push([url, init?.headers])
        return Promise.resolve(Response.json({ token: 'fresh', urls: ['a link'] }))
      },
      print: (line) => said.push(line),
      complain: (line) => complaints.push(line),
    })
    return { code, said, complaints: complaints.join(), asked }
  }

  const withOld = (path: string) => [`${URL}${path}`, { authorization: `Bearer ${old}` }]

  test('prints a link of the running server', async () => {
    await serve()
    expect(await run()).toMatchObject({ code: 0, said: ['a link'], asked: [withOld('/api/session/link')] })
  })

  test('sends the token to no address of another machine, which may be somebody else here', async () => {
    await serve('elsewhere')
    for (const given of [[], ['--rotate']]) {
      const { asked, code, complaints } = await run(...given)
      expect({ asked, code }).toEqual({ asked: [], code: 1 })
      expect(complaints).toContain('elsewhere')
    }
  })

  test('-- --rotate without a server puts another one into the file', async () => {
    expect(await run('--rotate')).toMatchObject({ code: 0, said: [inFile()] })
    expect(inFile()).not.toBe(old)
  })

  test('-- --rotate replaces a token that others could read, which nothing else takes', async () => {
    await serve()
    chmodSync(file, 0o644)
    expect(await run('--show')).toMatchObject({ code: 1, said: [] })
    expect(await run('--rotate')).toMatchObject({
      code: 0,
      said: ['fresh'],
      asked: [withOld('/api/session/rotate')],
    })
  })

  test('-- --rotate says what to do when the token is damaged and the server still has it', async () => {
    await serve()
    writeFileSync(file, 'x')
    const { asked, code, complaints } = await run('--rotate')
    expect({ asked, code }).toEqual({ asked: [], code: 1 })
    expect(complaints).toContain('Stop it, run this again, and start it.')
  })
})
