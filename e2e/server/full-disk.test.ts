import { existsSync } from 'node:fs'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { workflowExecutionSchema } from '@specflow/workflow/schema'
import { ofKind, startFakeAgentServer } from '../support/fake-agent-server.ts'
import { fillableDisk } from '../support/fillable-disk.ts'
import { isAlive } from '../support/processes.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'
import { until } from '../support/until.ts'
import { startShellAgentServer } from '../support/shell-agent-server.ts'

const FULL_FOR_THE_SERVER = join(import.meta.dirname, 'fixtures/full-disk.mjs')

beforeAll(() => {
  if (process.getuid?.() !== 0) throw new Error('These tests need root: only root can mount a small disk.')
})

describe('a disk that is full while something runs', () => {
  it('S9 keeps every record whole, lets the run go on, and takes answers and cancels once there is space', async () => {
    await using disk = await fillableDisk()
    expect(disk.isReal).toBe(true)
    await using fake = await startFakeAgentServer(disk.env)
    const { api } = fake.server
    const asking = await fake.startAndAsk('needs_input')
    const running = await fake.start('spawn:setsid+hang')
    const [leaf = 0] = await fake.leavesOf(running, 1)
    await api.untilStatus(running, 'running')
    const textOf = (id: string) => readFile(join(fake.server.home, 'workflows', `${id}.json`), 'utf8')
    const before = [await textOf(asking.id), await textOf(running)]
    const question = asking.questionSet?.questions[0]?.id ?? ''
    const answer = { id: asking.id, answers: { [question]: 'This one' } }
    await disk.fill()

    for (const refused of [
      await api.post('/api/workflow/answer', answer),
      await api.post(`/api/workflow/cancel?id=${asking.id}`),
      await api.post(`/api/workflow/cancel?id=${running}`),
      await api.post('/api/workflow/start', { projectId: fake.projectId, skill: 'review' }),
    ]) {
      expect(refused).toMatchObject({ status: 507, json: { error: { code: 'STORAGE_FULL' } } })
    }

    expect([await textOf(asking.id), await textOf(running)]).toEqual(before)
    expect(await api.status(asking.id)).toEqual(asking)
    expect((await api.status(running)).status).toBe('running')
    expect(isAlive(leaf)).toBe(true)
    expect(ofKind(fake.log(running), 'signal')).toEqual([])

    await disk.empty()
    expect((await api.cancel(running)).status).toBe('cancelled')
    expect(isAlive(leaf)).toBe(false)
    expect((await api.post('/api/workflow/answer', answer)).status).toBe(200)
    const ended = await api.untilStatus(asking.id, 'completed')
    expect(ended.answers).toHaveLength(1)
    expect(ended.timeline.map(({ event }) => event)).toEqual([
      'accepted',
      'run_started',
      'input_requested',
      'answered',
      'run_started',
      'completed',
    ])
  })

  it('S9 tries the end of a run again until it is stored, with its cost counted once', async () => {
    await using temporary = await temporaryDirectory()
    const ballast = join(temporary.path, 'ballast')
    await using shell = await startShellAgentServer(1, {
      NODE_OPTIONS: `--import=${FULL_FOR_THE_SERVER}`,
      FULL_DISK_WHILE: ballast,
    })
    const { api, home } = shell.server
    const id = await api.start({ projectId: shell.projectIds[0] ?? '', skill: 'review', input: 'gate=open' })
    const running = await api.untilStatus(id, 'running')
    await writeFile(ballast, '')
    await shell.open('open')

    await until(() => existsSync(join(home, 'workflows', id, 'run-1/exit.json')), { what: 'the exit record' })
    await until(() => shell.server.output().includes('not stored, trying again'), { what: 'a second try' })
    expect(await api.status(id)).toEqual(running)
    await rm(ballast)

    const ended = await api.untilStatus(id, 'completed')
    expect(ended).toMatchObject({
      costUsd: 0.5,
      output: { message: 'Done.' },
      revision: running.revision + 1,
    })
    expect(await shell.countStarts()).toBe(1)
  })

  it('S10 fails a run whose output the disk did not take, and invents nothing', async () => {
    await using disk = await fillableDisk()
    expect(disk.isReal).toBe(true)
    await using shell = await startShellAgentServer(1, disk.env)
    const { api, home } = shell.server
    const id = await api.start({ projectId: shell.projectIds[0] ?? '', skill: 'review', input: 'gate=open' })
    await api.untilStatus(id, 'running')
    const run = join(home, 'workflows', id, 'run-1')
    await disk.fill()
    await shell.open('open')

    // The command has ended when its supervisor tries to say so.
    await until(() => existsSync(join(run, 'exit.json.tmp')), { what: 'the end of the command' })
    expect((await api.status(id)).status).toBe('running')
    await disk.empty()

    const failed = await api.untilStatus(id, 'failed')
    expect(['OUTPUT_INVALID', 'AGENT_FAILED']).toContain(failed.error?.code)
    expect(failed.error?.message).toMatch(/output/i)
    for (const unknown of ['output', 'costUsd', 'usage', 'numTurns', 'sessionId']) {
      expect(failed).not.toHaveProperty(unknown)
    }
    const text = await readFile(join(home, 'workflows', `${id}.json`), 'utf8')
    expect(workflowExecutionSchema.parse(JSON.parse(text))).toEqual(failed)
    const next = await api.start({ projectId: shell.projectIds[0] ?? '', skill: 'review' })
    await api.untilStatus(next, 'completed')
  })
})
