import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { startServer } from '../support/built-server.ts'
import { startFakeAgentServer, type FakeAgentServer } from '../support/fake-agent-server.ts'
import { nodeBinary, REPOSITORY, terminalPath } from '../support/paths.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'
import { until } from '../support/until.ts'

const RETENTION = { SPECFLOW_RETENTION_DAYS: '30' }
const DAY_MS = 24 * 60 * 60 * 1_000

/** Makes an ended execution one that ended so many days ago. */
async function age(fake: FakeAgentServer, id: string, days: number): Promise<void> {
  const path = recordOf(fake, id)
  const record = JSON.parse(await readFile(path, 'utf8')) as object
  await writeFile(
    path,
    JSON.stringify({ ...record, completedAt: new Date(Date.now() - days * DAY_MS).toISOString() }),
  )
}

function recordOf({ server }: FakeAgentServer, id: string): string {
  return join(server.home, 'workflows', `${id}.json`)
}

/** `npm run prune`, as its script runs it. */
async function prune(home: string, args: string[] = [], env: Record<string, string> = RETENTION) {
  const given = { PATH: terminalPath(), HOME: home, SPECFLOW_HOME: home, ...env }
  const file = [nodeBinary(), join(REPOSITORY, 'tools/prune.mjs'), ...args] as const
  try {
    const { stdout } = await promisify(execFile)(file[0], file.slice(1), { env: given })
    return { code: 0, stdout, stderr: '' }
  } catch (error) {
    return error as { code: number; stdout: string; stderr: string }
  }
}

describe('retention', () => {
  it('S21 removes at the start what ended too long ago, logs each, and keeps everything else', async () => {
    await using fake = await startFakeAgentServer()
    const { api } = fake.server
    const [old, recent] = [await fake.start('ok'), await fake.start('ok')]
    await api.untilStatus(old, 'completed')
    await api.untilStatus(recent, 'completed')
    const asking = await fake.startAndAsk('needs_input')
    await fake.server.stop()
    await age(fake, old, 31)
    await age(fake, recent, 29)
    await age(fake, asking.id, 31)

    await using without = await startServer({ directory: fake.directory })
    expect((await without.api.status(old)).status).toBe('completed')
    await without.stop()
    await using next = await startServer({ directory: fake.directory, env: RETENTION })
    await until(() => !existsSync(recordOf(fake, old)), { what: 'the record to be removed' })

    expect((await next.api.get(`/api/workflow/status?id=${old}`)).status).toBe(404)
    const { executions } = (await next.api.get('/api/workflow/list')).json as { executions: { id: string }[] }
    expect(executions.map(({ id }) => id).sort()).toEqual([recent, asking.id].sort())
    expect((await readdir(join(next.home, 'workflows'))).filter((name) => name.startsWith(old))).toEqual([])
    const logged = next
      .output()
      .split('\n')
      .filter((line) => line.includes('execution pruned'))
    expect(logged).toHaveLength(1)
    expect(logged[0]).toContain(old)
    expect((await next.api.status(asking.id)).status).toBe('waiting_for_input')
  })

  it('S21 a dry run beside a server lists what would be removed and changes nothing', async () => {
    await using fake = await startFakeAgentServer()
    const id = await fake.start('ok')
    await fake.server.api.untilStatus(id, 'completed')
    await age(fake, id, 31)
    const text = await readFile(recordOf(fake, id), 'utf8')

    const dry = await prune(fake.server.home, ['--dry-run'])

    expect(dry).toMatchObject({ code: 0 })
    expect(dry.stdout).toContain(id)
    expect(dry.stdout).toMatch(/1 execution would be removed .* more than 30 days ago/)
    expect((await fake.server.api.status(id)).id).toBe(id)
    const refused = await prune(fake.server.home)
    expect(refused.code).toBe(1)
    expect(refused.stderr).toContain(String(fake.server.pid))
    expect(refused.stderr).toContain(fake.server.origin)
    expect(await readFile(recordOf(fake, id), 'utf8')).toBe(text)

    await fake.server.stop()
    const removed = await prune(fake.server.home)
    expect(removed).toMatchObject({ code: 0 })
    expect(removed.stdout).toContain(`${id}  removed`)
    expect(await readdir(join(fake.server.home, 'workflows'))).toEqual([])
    expect(existsSync(join(fake.server.home, 'owner.json'))).toBe(false)
  })

  it.each([
    [[], {}, 1, 'SPECFLOW_RETENTION_DAYS is not set'],
    [['--dry-run'], {}, 1, 'SPECFLOW_RETENTION_DAYS is not set'],
    [['--dry-run'], { SPECFLOW_RETENTION_DAYS: '0' }, 1, 'a whole number from 1 to 36500'],
    [['--force'], RETENTION, 2, 'Unknown argument: --force'],
  ])('refuses %j with %j', async (args, env, code, says) => {
    await using directory = await temporaryDirectory()
    const refused = await prune(directory.path, args, env)
    expect(refused.code).toBe(code)
    expect(refused.stderr).toContain(says)
  })
})
