import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdirSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createPlatform } from '@specflow/process-runner'
import { SHARED_SESSION_ID } from '@specflow/fake-claude'
import { describe, expect, test, vi } from 'vitest'
import { findSessionHolders } from '../../src/runner/session-holders.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'
import { createFakeClaudeSubject } from './fake-claude-subject.ts'
import { openSession, startBystander, writeLiveFile } from './open-session.ts'

const SESSION_ID = '4d057f83-f263-4615-8122-66e24a6e3297'
const platform = createPlatform()

function search(configDirectory: string, system = platform) {
  return findSessionHolders({ configDirectory, homeId: 'home-1', platform: system }, [SESSION_ID])
}

describe('who has a session open', () => {
  test('is nobody where the agent never ran, and where its folder is something else', async () => {
    expect(await search(join(temporaryDirectory(), 'nowhere'))).toEqual([])
    const blocked = temporaryDirectory()
    writeFileSync(join(blocked, 'sessions'), '')
    expect(await search(blocked)).toEqual([])
  })

  test('is every living process that says so, whatever it is doing', async () => {
    const directory = temporaryDirectory()
    const pids = [await openSession(directory, SESSION_ID), await openSession(directory, SESSION_ID)]
    await openSession(directory, randomUUID())
    const found = await search(directory)
    expect(found.map(({ pid }) => pid).sort()).toEqual(pids.map(({ pid }) => pid).sort())
  })

  test('is not a process that has ended, also where nobody removed its file', async () => {
    const directory = temporaryDirectory()
    const { close } = await openSession(directory, SESSION_ID)
    await close()
    expect(await search(directory)).toEqual([])
  })

  test('is not a stranger who has the pid of one that has ended', async () => {
    const directory = temporaryDirectory()
    const { pid, startTime } = await startBystander()
    writeLiveFile(directory, { pid, sessionId: SESSION_ID, procStart: `${String(startTime)}1` })
    expect(await search(directory)).toEqual([])
  })

  test('is told by the age of the process where the start time is not to be compared', async () => {
    const directory = temporaryDirectory()
    const { pid, startTime } = await startBystander()
    const elsewhere = { ...platform, name: 'darwin' as const }
    const path = writeLiveFile(directory, {
      pid,
      sessionId: SESSION_ID,
      procStart: 'Mon Mar  2 09:00:00 2026',
    })
    expect(await search(directory, elsewhere)).toEqual([{ sessionId: SESSION_ID, pid }])
    const longAgo = new Date(Date.now() - 3_600_000)
    utimesSync(path, longAgo, longAgo)
    expect(await search(directory, elsewhere)).toEqual([])

    writeLiveFile(directory, { pid, sessionId: SESSION_ID })
    expect(await search(directory)).toEqual([{ sessionId: SESSION_ID, pid }])
    writeLiveFile(directory, { pid, sessionId: SESSION_ID, procStart: Number(startTime) })
    expect(await search(directory)).toEqual([{ sessionId: SESSION_ID, pid }])
  })

  test.each([
    ['nothing', ''],
    ['half of it', '{"pid":7,"sessionId":"4d057f83-'],
    ['another shape', '[]'],
    ['a session that is no id', JSON.stringify({ sessionId: '../../etc' })],
    ['a start time that is none', JSON.stringify({ sessionId: SESSION_ID, procStart: { at: 1 } })],
  ])('is not whoever has a file with %s, and the others are found', async (_what, text) => {
    const directory = temporaryDirectory()
    const { pid } = await openSession(directory, SESSION_ID)
    const stranger = await startBystander()
    writeFileSync(join(directory, 'sessions', `${String(stranger.pid)}.json`), text)
    expect(await search(directory)).toEqual([{ sessionId: SESSION_ID, pid }])
  })

  test('waits for no pipe, follows no link, and reads nothing that is named otherwise', async () => {
    const directory = temporaryDirectory()
    const { pid, startTime } = await startBystander()
    const text = JSON.stringify({ sessionId: SESSION_ID, procStart: startTime })
    mkdirSync(join(directory, 'sessions'))
    const at = (name: string) => join(directory, 'sessions', name)
    writeFileSync(at('elsewhere.json'), text)
    writeFileSync(at(`${String(pid)}.json.tmp`), text)
    symlinkSync(at('elsewhere.json'), at(`${String(pid)}.json`))
    execFileSync('mkfifo', [at(`${String(process.pid)}.json`)])
    expect(await search(directory)).toEqual([])
  })

  test('is read again where the file is just being written anew', async () => {
    const directory = temporaryDirectory()
    const { pid, startTime } = await startBystander()
    const content = { pid, sessionId: SESSION_ID, procStart: startTime }
    const path = writeLiveFile(directory, content)
    writeFileSync(path, '')
    const found = search(directory)
    writeLiveFile(directory, content)
    expect(await found).toEqual([{ sessionId: SESSION_ID, pid }])
  })

  test('is not told where the system keeps the folder from being looked at', async () => {
    const directory = temporaryDirectory()
    await openSession(directory, SESSION_ID)
    const broken = {
      ...platform,
      identify: () => {
        throw new Error('EMFILE')
      },
    }
    await expect(search(directory, broken)).rejects.toThrow('EMFILE')
  })

  test('is a first run of ours too, by its execution, before anybody else knows its session', async () => {
    const { firstRun, runner } = createFakeClaudeSubject()
    const request = firstRun('dup_session+hang')
    const run = await runner.start(request)
    const find = () => runner.findSessionHolders([SHARED_SESSION_ID])
    await vi.waitUntil(async () => (await find()).length > 0, 10_000)
    expect(await find()).toMatchObject([{ executionId: request.executionId }])
    expect(await runner.findOpenSession(request.executionId)).toBe(SHARED_SESSION_ID)
    expect(await runner.findOpenSession(randomUUID())).toBeUndefined()
    await run.stop()
    expect(await find()).toEqual([])
  })
})
