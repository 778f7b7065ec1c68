import { spawnSync } from 'node:child_process'
import { chown, mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { launchServer, startServer } from '../support/built-server.ts'
import { fakeAgentEnvironment, startFakeAgentServer } from '../support/fake-agent-server.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'

const NOBODY = 65_534

beforeAll(() => {
  if (process.getuid?.() !== 0) throw new Error('These tests need root: only root can mount and give away.')
})

describe('a state directory that cannot be used', () => {
  it.each([
    {
      what: 'a file',
      make: (home: string) => writeFile(home, 'mine'),
      says: ['is not a folder', 'name another place'],
    },
    {
      what: 'below a file',
      below: 'file/home',
      make: (home: string) => writeFile(join(home, '..'), 'mine'),
      says: ['ENOTDIR', 'Check that its folder exists'],
    },
    {
      what: 'a link',
      make: async (home: string) => {
        await mkdir(`${home}-elsewhere`)
        await symlink(`${home}-elsewhere`, home)
      },
      says: ['is a symbolic link', 'Name the folder that it points to'],
    },
    {
      what: "another user's",
      make: async (home: string) => {
        await mkdir(home)
        await chown(home, NOBODY, NOBODY)
      },
      says: [`belongs to user ${String(NOBODY)}`, 'Change its owner'],
    },
    {
      what: 'one whose records are a file',
      make: async (home: string) => {
        await mkdir(home, { mode: 0o700 })
        await writeFile(join(home, 'workflows'), '')
      },
      says: ['workflows is not a folder', 'Move it away'],
    },
  ])('S11 $what stops the start with its path and what to do', async ({ below = 'home', make, says }) => {
    await using directory = await temporaryDirectory()
    const home = join(directory.path, below)
    await make(home)
    const server = await launchServer({ directory: directory.path, env: { SPECFLOW_HOME: home } })
    expect(await server.exited).toBe(1)
    for (const text of [home, ...says]) expect(server.output()).toContain(text)
    expect(server.output()).not.toContain('    at ')
  })

  it('S11 a read-only disk stops the start with the path and what to do', async () => {
    await using directory = await temporaryDirectory()
    const home = join(directory.path, 'home')
    await mkdir(home)
    using _disk = mountMemory(home, 'ro,mode=0700')
    const server = await launchServer({ directory: directory.path, env: { SPECFLOW_HOME: home } })
    expect(await server.exited).toBe(1)
    expect(server.output()).toContain(join(home, 'workflows'))
    expect(server.output()).toContain('EROFS')
    expect(server.output()).toContain('is on a writable disk')
  })

  it('S11 a missing one is made, for its owner alone', async () => {
    await using directory = await temporaryDirectory()
    const home = join(directory.path, 'deep/er/home')
    await using server = await startServer({ directory: directory.path, env: { SPECFLOW_HOME: home } })
    expect((await server.api.get('/api/health')).status).toBe(200)
    expect((await stat(home)).mode & 0o777).toBe(0o700)
  })

  it('S20 one that everybody may write to is closed before it is used', async () => {
    await using directory = await temporaryDirectory()
    const home = join(directory.path, 'state')
    await mkdir(join(home, 'workflows'), { recursive: true })
    for (const path of [home, join(home, 'workflows')]) spawnSync('chmod', ['0777', path])
    await using _server = await startServer({ directory: directory.path })
    for (const path of [home, join(home, 'workflows')]) expect((await stat(path)).mode & 0o777).toBe(0o700)
  })
})

describe('a state directory that becomes read-only while a server runs', () => {
  it('S11 is still read; a start is 507 and runs nothing; and all goes on when it can be written again', async () => {
    await using directory = await temporaryDirectory()
    const home = join(directory.path, 'home')
    await mkdir(home)
    using disk = mountMemory(home, 'mode=0700')
    await using fake = await startFakeAgentServer({ SPECFLOW_HOME: home })
    const { api } = fake.server
    const id = await fake.start('ok')
    const completed = await api.untilStatus(id, 'completed')
    disk.remount('ro')

    const refused = await api.post('/api/workflow/start', { projectId: fake.projectId, skill: 'review' })

    expect(refused).toMatchObject({ status: 507, json: { error: { code: 'STORAGE_UNWRITABLE' } } })
    expect(await api.status(id)).toEqual(completed)
    expect((await api.get('/api/workflow/list')).json).toMatchObject({ executions: [{ id }] })
    disk.remount('rw')
    await api.untilStatus(await fake.start('ok'), 'completed')
  })
})

describe('links that somebody planted', () => {
  it('S20 at a record and at the directory of a run lead nowhere', async () => {
    await using directory = await temporaryDirectory()
    const elsewhere = join(directory.path, 'elsewhere')
    await mkdir(elsewhere, { mode: 0o755 })
    const canary = join(elsewhere, 'canary')
    await writeFile(canary, 'alive')
    await using fake = await startFakeAgentServer()
    const { api, home } = fake.server
    const asking = await fake.startAndAsk('needs_input')
    await symlink(elsewhere, join(home, 'workflows', asking.id, 'run-2'))
    const planted = '0b7f6f4e-3c0a-4f43-9a55-6f1f0a3d9c11'
    await symlink(canary, join(home, 'workflows', `${planted}.json`))

    const question = asking.questionSet?.questions[0]?.id ?? ''
    await api.answer(asking.id, { [question]: 'This one' })
    const failed = await api.untilStatus(asking.id, 'failed')

    expect(failed.error).toMatchObject({ code: 'SPAWN_FAILED', message: expect.stringContaining('run-2') })
    expect(failed.answers).toHaveLength(1)
    expect(await readdir(elsewhere)).toEqual(['canary'])
    expect((await stat(elsewhere)).mode & 0o777).toBe(0o755)
    await fake.server.stop()
    await using next = await startServer({
      directory: fake.directory,
      env: fakeAgentEnvironment(fake.directory),
    })
    expect((await next.api.get('/api/workflow/list')).json).toMatchObject({
      unreadable: [{ file: `${planted}.json`, code: 'RECORD_UNREADABLE' }],
    })
    expect(await readFile(canary, 'utf8')).toBe('alive')
  })
})

/** A disk of its own at a folder, for as long as the test needs it. */
function mountMemory(path: string, options: string) {
  const mount = (...args: string[]) => {
    const { status, stderr } = spawnSync('mount', args, { encoding: 'utf8' })
    if (status !== 0) throw new Error(`mount failed: ${stderr}`)
  }
  mount('-t', 'tmpfs', '-o', `size=4m,${options}`, 'tmpfs', path)
  return {
    remount: (mode: 'ro' | 'rw') => {
      mount('-o', `remount,${mode}`, path)
    },
    [Symbol.dispose]: () => {
      spawnSync('umount', ['-l', path])
    },
  }
}
