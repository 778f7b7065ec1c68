import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { startFakeAgentServer } from '../support/fake-agent-server.ts'
import { fillableDisk } from '../support/fillable-disk.ts'

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

  it('S9 answers a start on a full disk with 507, runs nothing, and goes on when there is space again', async () => {
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
