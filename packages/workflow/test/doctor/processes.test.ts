import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { createProcessRunner } from '@specflow/process-runner'
import { describe, expect, it, onTestFinished } from 'vitest'
import {
  PROBES,
  checkOf,
  openClinic,
  runs,
  startSleeper,
  writePrivate,
  type Clinic,
} from './support/clinic.ts'

/** A real run under its supervisor, as a server leaves it behind. */
async function startRun({ home, homeId, workflows }: Clinic, executionId: string): Promise<void> {
  const runner = createProcessRunner()
  onTestFinished(async () => {
    await runner.sweep({ markerName: 'SPECFLOW_RUN', markerPrefix: `${homeId}:`, except: [] })
  })
  const run = await runner.start({
    directory: join(workflows, executionId, 'run-1'),
    executable: '/bin/sleep',
    args: ['600'],
    cwd: home,
    env: { PATH: '/usr/bin:/bin' },
    marker: { name: 'SPECFLOW_RUN', value: `${homeId}:${executionId}:1` },
    stdin: '',
    timeoutMs: 600_000,
    graceMs: 1_000,
  })
  await run.claimed
  run.detach()
}

describe('processes with the marker of this state directory', () => {
  it('that an execution owns are fine, and live through a repair', async () => {
    const clinic = await openClinic()
    const running = clinic.record({ status: 'running', runs: runs(1) })
    await startRun(clinic, running.id)
    const queued = clinic.record({ status: 'queued', runs: runs(1) })
    const beginning = await startSleeper(`${clinic.homeId}:${queued.id}:2`)

    const check = await clinic.check('processes')
    expect(check.status).toBe('ok')
    expect(check.detail).toMatch(/^\d+ live processes of runs that go on\.$/)
    expect((await clinic.check('runs')).status).toBe('ok')
    expect((await clinic.repair()).filter((done) => done.check === 'processes')).toEqual([])
    expect(beginning.isAlive()).toBe(true)
    expect((await clinic.check('runs')).status).toBe('ok')
    expect((await clinic.check('processes')).detail).toBe(check.detail)
  })

  it.each([
    ['has ended', 'completed', 1],
    ['waits for an answer', 'waiting_for_input', 1],
    ['is in a later run', 'running', 2],
  ] as const)('of an execution that %s are found by pid and ended by a repair', async (_, status, count) => {
    const clinic = await openClinic()
    const { id } = clinic.record({ status, runs: runs(count) })
    const orphan = await startSleeper(`${clinic.homeId}:${id}:1`)
    const live = await startSleeper(`${clinic.homeId}:${id}:${String(count)}0`)
    const found = await clinic.check('processes')
    expect(found).toMatchObject({ status: 'problem', fixable: true })
    expect(found.detail).toContain(`${String(orphan.pid)} sleep 600`)

    const repairs = await clinic.repair()

    expect(repairs).toMatchObject([{ check: 'processes', done: expect.stringContaining(String(orphan.pid)) }])
    expect(orphan.isAlive()).toBe(false)
    // The tenth run of an execution begins like its first one, and is not it.
    expect(live.isAlive()).toBe(status !== 'completed')
    expect((await clinic.check('processes')).status).toBe('ok')
  })

  it('without a record are ended while no server runs, and left to a running one', async () => {
    const clinic = await openClinic()
    const orphan = await startSleeper(`${clinic.homeId}:${randomUUID()}:1`)
    const server = await clinic.serve()
    expect(await clinic.check('processes')).toMatchObject({ status: 'problem', fixable: false })
    await clinic.repair()
    expect(orphan.isAlive()).toBe(true)

    await server.release()
    expect(await clinic.check('processes')).toMatchObject({ status: 'problem', fixable: true })
    await clinic.repair()
    expect(orphan.isAlive()).toBe(false)
  })

  it('of an ended execution are ended beside a running server too, and a live run of it stays', async () => {
    const clinic = await openClinic()
    await clinic.serve()
    const ended = clinic.record({ status: 'failed', runs: runs(1) })
    const running = clinic.record({ status: 'running', runs: runs(1) })
    const orphan = await startSleeper(`${clinic.homeId}:${ended.id}:1`)
    const live = await startSleeper(`${clinic.homeId}:${running.id}:1`)
    await clinic.repair()
    expect([orphan.isAlive(), live.isAlive()]).toEqual([false, true])
  })

  it('whose record cannot be read are told and left alive', async () => {
    const clinic = await openClinic()
    const id = randomUUID()
    writePrivate(join(clinic.workflows, `${id}.json`), '{')
    const doubtful = await startSleeper(`${clinic.homeId}:${id}:1`)
    expect(await clinic.check('processes')).toMatchObject({ status: 'problem', fixable: false })
    await clinic.repair()
    expect(doubtful.isAlive()).toBe(true)
  })
})

it('a stranger with the marker of another state directory is not seen, and stays alive', async () => {
  const clinic = await openClinic()
  const { id } = clinic.record({ status: 'completed', runs: runs(1) })
  const strangers = [
    await startSleeper(`${randomUUID()}:${id}:1`),
    await startSleeper(`${clinic.homeId}0:${id}:1`),
    await startSleeper('something else'),
  ]
  expect((await clinic.check('processes')).status).toBe('ok')
  await clinic.repair()
  expect(strangers.map((stranger) => stranger.isAlive())).toEqual([true, true, true])
})

it('a run that began or ended while the doctor looked is not taken for an orphan', async () => {
  const { homeId, ...clinic } = await openClinic()
  const { id } = clinic.record({ status: 'completed', runs: runs(1) })
  const entry = { parentPid: 1, groupId: 9, sessionId: 9, startTime: '1', isZombie: false, command: 'agent' }
  const ended = { ...entry, pid: 901, marker: `${homeId}:${id}:1` }
  const began = { ...entry, pid: 902, marker: `${homeId}:${randomUUID()}:1` }
  const stays = { ...entry, pid: 903, marker: `${homeId}:${id}:1` }
  const looks = [
    [ended, stays],
    [began, stays],
  ]
  const probes = { ...PROBES, listProcesses: () => looks.shift() ?? [] }
  const { detail } = await checkOf({ home: clinic.home, probes }, 'processes')
  expect(detail).toContain('903 agent')
  expect(detail).not.toMatch(/90[12] agent/)
  expect(looks).toEqual([])
})

it('an id of the state directory that cannot be read is a problem, and nothing is ended', async () => {
  const clinic = await openClinic()
  const orphan = await startSleeper(`${clinic.homeId}:${randomUUID()}:1`)
  writePrivate(join(clinic.home, 'home-id'), 'nonsense')
  expect((await clinic.check('processes')).status).toBe('problem')
  await clinic.repair()
  expect(orphan.isAlive()).toBe(true)
})
