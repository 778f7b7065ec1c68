import { spawnSync } from 'node:child_process'
import { mkdir, open, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { startFakeAgentServer } from '../support/fake-agent-server.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'

const FULL_DISK = join(import.meta.dirname, 'fixtures/full-disk.mjs')
const DISK_BYTES = 4 * 1024 * 1024

describe('what goes wrong on the disk of a running server', () => {
  it('answers a record that was damaged by hand with 500 and tells only the log why', async () => {
    await using fake = await startFakeAgentServer()
    const { api } = fake.server
    const [damaged, intact] = [await fake.start('ok'), await fake.start('ok')]
    await api.untilStatus(damaged, 'completed')
    await api.untilStatus(intact, 'completed')
    const record = join(fake.server.home, 'workflows', `${damaged}.json`)
    await writeFile(record, '{"id": "a secret of the file')

    for (const response of [
      await api.get(`/api/workflow/status?id=${damaged}`),
      await api.post(`/api/workflow/cancel?id=${damaged}`),
    ]) {
      expect(response).toMatchObject({ status: 500, json: { error: { code: 'INTERNAL' } } })
      expect(response.text).not.toMatch(/secret|JSON|\.json|workflows/)
    }

    expect(fake.server.output()).toContain(damaged)
    expect(await readFile(record, 'utf8')).toBe('{"id": "a secret of the file')
    expect((await api.status(intact)).status).toBe('completed')
    expect((await api.get('/api/health')).json).toMatchObject({ problems: [{ code: 'RECORDS_UNREADABLE' }] })
  })

  it('answers a start on a full disk with 507, runs nothing, and goes on when there is space again', async () => {
    await using disk = await fillableDisk()
    await using fake = await startFakeAgentServer(disk.env)
    const start = () =>
      fake.server.api.post('/api/workflow/start', { projectId: fake.projectId, skill: 'review' })
    await disk.fill()

    const refused = await start()

    expect(refused).toMatchObject({ status: 507, json: { error: { code: 'STORAGE_FULL' } } })
    expect((await fake.server.api.get('/api/workflow/list')).json).toMatchObject({ executions: [] })
    await disk.empty()
    expect((await fake.server.api.get('/api/workflow/list')).json).toMatchObject({ executions: [] })
    await fake.server.api.untilStatus(await fake.start('ok'), 'completed')
  })
})

interface FillableDisk extends AsyncDisposable {
  /** Puts the state directory of a server on it. */
  env: Record<string, string>
  fill(): Promise<void>
  empty(): Promise<void>
}

/** A small disk of its own for a user who may mount one; otherwise the server is told that its disk is full. */
async function fillableDisk(): Promise<FillableDisk> {
  const temporary = await temporaryDirectory()
  const home = join(temporary.path, 'disk')
  const ballast = join(temporary.path, 'disk/ballast')
  await mkdir(home, { mode: 0o700 })
  const size = `size=${String(DISK_BYTES)},mode=0700`
  const isMounted = spawnSync('mount', ['-t', 'tmpfs', '-o', size, 'tmpfs', home]).status === 0
  return {
    env: {
      SPECFLOW_HOME: home,
      ...(!isMounted && { NODE_OPTIONS: `--import=${FULL_DISK}`, FULL_DISK_WHILE: ballast }),
    },
    fill: () => (isMounted ? writeUntilFull(ballast) : writeFile(ballast, '')),
    empty: () => rm(ballast),
    [Symbol.asyncDispose]: async () => {
      if (isMounted) spawnSync('umount', [home])
      await temporary[Symbol.asyncDispose]()
    },
  }
}

async function writeUntilFull(path: string): Promise<void> {
  const file = await open(path, 'w', 0o600)
  const block = Buffer.alloc(4096)
  try {
    for (let written = 0; written <= DISK_BYTES;) {
      const { bytesWritten } = await file.write(block)
      written += bytesWritten
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') return
    throw error
  } finally {
    await file.close()
  }
  throw new Error(`The disk under ${path} is not as small as it was asked to be.`)
}
