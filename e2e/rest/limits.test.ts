import { readFileSync } from 'node:fs'
import { chmod } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startFakeAgentServer, type FakeAgentServer } from '../support/fake-agent-server.ts'
import {
  COMMAND_AS_ORDINARY_USER,
  readLimit,
  setLimit,
  settledDescriptors,
} from '../support/ordinary-user.ts'
import { createStall, type Stall } from '../support/stall.ts'
import { until } from '../support/until.ts'

describe('a machine that gives the server no more', () => {
  let fake: FakeAgentServer
  let stall: Stall
  beforeAll(async () => {
    stall = await createStall()
    await chmod(join(stall.env.SPECFLOW_FAILPOINTS?.slice(1) ?? '', '..'), 0o777)
    fake = await startFakeAgentServer(
      { ...stall.env, SPECFLOW_MAX_RUNS: '1' },
      { command: COMMAND_AS_ORDINARY_USER },
    )
    // What a first run opens once and for all is open from here on.
    await fake.server.api.untilStatus(await fake.start('ok'), 'completed')
  })
  afterAll(async () => {
    await fake[Symbol.asyncDispose]()
    await stall[Symbol.asyncDispose]()
  })

  /** Starts a run and holds it in front of its spawn. */
  async function startUpToSpawn(): Promise<string> {
    await stall.arm('before-spawn')
    const id = await fake.start('ok')
    await stall.untilReached()
    return id
  }

  async function expectGoingOn(): Promise<void> {
    expect((await fake.server.api.get('/api/health')).json).toMatchObject({ ok: true, pid: fake.server.pid })
    await fake.server.api.untilStatus(await fake.start('ok'), 'completed')
  }

  it('P7 P8 without another process (EAGAIN) the run fails, the server lives, and the next run runs', async () => {
    const id = await startUpToSpawn()
    const before = readLimit(fake.server.pid, 'nproc')
    setLimit(fake.server.pid, 'nproc', '1')
    await stall.release()

    const execution = await fake.server.api.untilStatus(id, 'failed')
    setLimit(fake.server.pid, 'nproc', before)

    expect(execution.error).toMatchObject({
      code: 'SPAWN_FAILED',
      message: expect.stringContaining('EAGAIN'),
    })
    expect(execution.runs).toEqual([])
    await expectGoingOn()
  })

  it('P7 P8 without two more file descriptors (EMFILE) the run fails, the server lives, and the next run runs', async () => {
    const id = await startUpToSpawn()
    const before = readLimit(fake.server.pid, 'nofile')
    setLimit(fake.server.pid, 'nofile', await limitWithOneLeft(fake.server.pid))
    await stall.release()

    // Not asked over HTTP, which would take the last descriptor away from what it asks about.
    const record = join(fake.server.home, 'workflows', `${id}.json`)
    await until(() => readFileSync(record, 'utf8').includes('"failed"'), { what: 'the run to fail' })
    setLimit(fake.server.pid, 'nofile', before)

    const { error, runs } = await fake.server.api.status(id)
    expect(error).toMatchObject({ code: 'SPAWN_FAILED', message: expect.stringContaining('EMFILE') })
    expect(runs).toEqual([])
    await expectGoingOn()
  })

  it('P4 a project folder that may not be read is refused, and one that is closed before the spawn is named', async () => {
    const id = await startUpToSpawn()
    await chmod(fake.project, 0)
    await stall.release()
    const execution = await fake.server.api.untilStatus(id, 'failed')
    const { projectId } = fake
    const refused = await fake.server.api.post('/api/workflow/start', { projectId, skill: 'review' })
    await chmod(fake.project, 0o755)

    expect(execution.error).toMatchObject({
      code: 'SPAWN_FAILED',
      message: expect.stringContaining(`The directory ${fake.project} may not be entered`),
    })
    expect(refused).toMatchObject({
      status: 409,
      json: { error: { code: 'PROJECT_PATH_MISSING', message: expect.stringContaining(fake.project) } },
    })
    await expectGoingOn()
  })
})

/** The number below which one descriptor is free: enough for every file, one after the other, and not for a spawn. */
async function limitWithOneLeft(pid: number): Promise<string> {
  const open = await settledDescriptors(pid)
  let free = 0
  let number = 0
  for (; free < 2; number += 1) if (!open.has(number)) free += 1
  return String(number - 1)
}
