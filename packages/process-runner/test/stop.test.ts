import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createPlatform, createProcessRunner, RUN_FILES, type ProcessEntry } from '../src/index.ts'
import { isRunning, untilSleeping, waitFor } from './support/processes.ts'
import { createWorkplace } from './support/workplace.ts'

const runner = createProcessRunner()

test('a cancel answers a receipt once nothing is alive', async () => {
  await using place = createWorkplace()
  const run = await runner.start(place.spec('forever.sh', [place.directory]))
  await place.ready()
  const [pid = 0] = place.pids()
  await untilSleeping(pid)
  const receipt = await run.stop('cancelled')
  expect(isRunning(pid)).toBe(false)
  expect(receipt).toMatchObject({
    reason: 'cancelled',
    signals: [{ signal: 'SIGTERM' }],
    seen: [{ pid, command: 'sleep 600' }],
    survivors: [],
    endedAt: expect.any(String) as string,
  })
  await expect(run.result).resolves.toMatchObject({
    kind: 'cancelled',
    receipt,
    exit: { kind: 'signaled', signal: 'SIGTERM' },
  })
})

test('P12 what ignores SIGTERM gets SIGKILL after the grace, and the receipt says when', async () => {
  await using place = createWorkplace()
  const run = await runner.start(place.spec('ignore-sigterm.sh', [place.directory], { graceMs: 400 }))
  await place.ready()
  const receipt = await run.stop('cancelled')
  if (receipt === 'already_ended') throw new Error('the run had not ended')
  expect(receipt.signals.map(({ signal }) => signal)).toEqual(['SIGTERM', 'SIGKILL'])
  expect(receipt.survivors).toEqual([])
  const [term = 0, kill = 0] = receipt.signals.map(({ at }) => Date.parse(at))
  expect(kill - term).toBeGreaterThanOrEqual(395)
  expect(place.pids().filter(isRunning)).toEqual([])
  await expect(run.result).resolves.toMatchObject({ exit: { kind: 'signaled', signal: 'SIGKILL' } })
})

test('a stop tells how far it has come: asked, SIGTERM, who is left, SIGKILL', async () => {
  await using place = createWorkplace()
  const run = await runner.start(place.spec('ignore-sigterm.sh', [place.directory], { graceMs: 2_000 }))
  await place.ready()
  expect(run.stopProgress()).toBeUndefined()
  const stopped = run.stop('cancelled')
  await waitFor('SIGTERM and a look', () => {
    const progress = run.stopProgress()
    return progress?.alive === place.pids().length && progress.signals.length > 0
  })
  expect(run.stopProgress()).toMatchObject({
    reason: 'cancelled',
    graceMs: 2_000,
    signals: [{ signal: 'SIGTERM' }],
  })
  const receipt = await stopped
  if (receipt === 'already_ended') throw new Error('the run had not ended')
  const { requestedAt, signals } = receipt
  expect(run.stopProgress()).toEqual({ reason: 'cancelled', graceMs: 2_000, requestedAt, signals, alive: 0 })
})

test('of two stops at the same time the first reason wins, and both get its receipt', async () => {
  await using place = createWorkplace()
  const run = await runner.start(place.spec('forever.sh', [place.directory]))
  await place.ready()
  const [one, two] = await Promise.all([run.stop('timed_out'), run.stop('cancelled')])
  expect(two).toEqual(one)
  const result = await run.result
  expect(result).toMatchObject({ receipt: one })
  expect(JSON.parse(place.readRunFile(RUN_FILES.stop))).toMatchObject({ reason: result.kind })
  await expect(run.stop('cancelled')).resolves.toEqual(one)
})

test('P25 one that lingers is stopped gently, proven gone, and told from a cancel', async () => {
  await using place = createWorkplace()
  const run = await runner.start(place.spec('forever.sh', [place.directory]))
  await place.ready()
  const receipt = await run.stop('lingered')
  expect(receipt).toMatchObject({ reason: 'lingered', signals: [{ signal: 'SIGTERM' }], survivors: [] })
  await expect(run.result).resolves.toMatchObject({ kind: 'lingered', receipt })
  await expect(run.stop('cancelled')).resolves.toEqual(receipt)
  expect(place.pids().filter(isRunning)).toEqual([])
})

test('a stop after the end changes nothing', async () => {
  await using place = createWorkplace()
  const run = await runner.start(place.spec('exit-code.sh', ['0']))
  await waitFor('the exit record', () => readdirSync(place.runDirectory).includes(RUN_FILES.exit))
  await expect(run.stop('cancelled')).resolves.toBe('already_ended')
  await expect(run.result).resolves.toMatchObject({ kind: 'exited' })
  expect(readdirSync(place.runDirectory)).not.toContain(RUN_FILES.stop)
})

test('a stop in the first moment is a stop, and the command is gone or never was', async () => {
  await using place = createWorkplace()
  const run = await runner.start(place.spec('forever.sh', [place.directory], { graceMs: 300 }))
  const receipt = await run.stop('cancelled')
  expect(receipt).toMatchObject({ reason: 'cancelled', survivors: [] })
  await expect(run.result).resolves.toMatchObject({ kind: 'cancelled' })
  expect(place.pids().filter(isRunning)).toEqual([])
})

test('catches a process that hops from session to session', async () => {
  await using place = createWorkplace()
  const run = await runner.start(place.spec('hopping.sh', [place.directory]))
  await place.ready()
  await expect(run.result).resolves.toMatchObject({ kind: 'exited' })
  expect(place.pids().filter(isRunning)).toEqual([])
})

test('P16 a process that forks without pause is dead with all that it started', async () => {
  await using place = createWorkplace()
  const run = await runner.start(place.spec('fork-bomb.sh', [place.directory], { graceMs: 50 }))
  await place.ready()
  await waitFor('it has begun to fork', () => place.pids().length > 5)
  await expect(run.stop('cancelled')).resolves.toMatchObject({ survivors: [] })
  // It was in the middle of it.
  expect(place.pids().length).toBeLessThan(500)
  expect(place.pids().filter(isRunning)).toEqual([])
})

test('P17 a zombie that the command leaves unasked holds up nothing', async () => {
  await using place = createWorkplace()
  const run = await runner.start(place.spec('zombie.sh', [place.directory]))
  await place.ready()
  // Before it has become `sleep` it is a shell, and one that may still ask for a child that dies early.
  await untilSleeping(...place.pids())
  writeFileSync(join(place.directory, 'die'), '')
  await waitFor('the child is a zombie', () => zombiesBelow(...place.pids()).length > 0)
  expect(zombiesBelow(...place.pids())).toEqual([readPid(join(place.directory, 'zombie'))])
  await expect(run.stop('cancelled')).resolves.toMatchObject({ survivors: [] })
})

test('P17 neither the supervisor nor the server leaves a zombie', async () => {
  await using place = createWorkplace()
  const spec = (index: number) =>
    place.spec('exit-code.sh', ['0'], { directory: join(place.directory, `ended-${index}`) })
  const runs = await Promise.all(Array.from({ length: 10 }, (_, index) => runner.start(spec(index))))
  await Promise.all(runs.map((run) => run.result))
  await waitFor('every supervisor has been asked for', () => zombiesBelow(process.pid).length === 0)

  const live = await runner.start(place.spec('forever.sh', [place.directory]))
  await place.ready()
  const supervisor = (await live.claimed)?.pid ?? 0
  const { watchdogPid } = JSON.parse(place.readRunFile(RUN_FILES.process)) as { watchdogPid: number }
  expect(zombiesBelow(supervisor, watchdogPid)).toEqual([])
  await live.stop('cancelled')
  await waitFor('its supervisor has been asked for', () => zombiesBelow(process.pid).length === 0)
})

test('does not touch attempt 10 when attempt 1 is stopped', async () => {
  await using place = createWorkplace()
  const one = place.spec('forever.sh', [place.directory])
  const ten = {
    ...one,
    directory: `${one.directory}0`,
    marker: { ...one.marker, value: `${one.marker.value}0` },
  }
  const other = await runner.start(ten)
  await waitFor('attempt 10 runs', () => place.pids().length === 1)
  const run = await runner.start(one)
  await waitFor('attempt 1 runs', () => place.pids().length === 2)
  await run.stop('cancelled')
  expect(place.pids().map(isRunning)).toEqual([true, false])
  await other.stop('cancelled')
})

test('says so when it cannot prove the end, and proves it when asked again', async () => {
  await using place = createWorkplace()
  const spec = place.spec('forever.sh', [place.directory], { graceMs: 0 })
  const real = createPlatform()
  const immortal: ProcessEntry = {
    pid: 1 << 30,
    parentPid: 1,
    groupId: 1 << 30,
    sessionId: 1 << 30,
    startTime: '1',
    isZombie: false,
    command: 'immortal --for now',
    marker: spec.marker.value,
  }
  let isThere = true
  const platform = {
    ...real,
    listProcesses: (name: string) => [...real.listProcesses(name), ...(isThere ? [immortal] : [])],
  }
  const run = await createProcessRunner({ platform }).start(spec)
  await place.ready()
  const unproven = await run.stop('cancelled')
  expect(unproven).toMatchObject({ survivors: [{ pid: immortal.pid, command: 'immortal --for now' }] })
  expect(unproven).not.toHaveProperty('endedAt')
  expect(await Promise.race([run.result, Promise.resolve('open')])).toBe('open')
  isThere = false
  await expect(run.stop('cancelled')).resolves.toMatchObject({
    survivors: [],
    endedAt: expect.any(String) as string,
  })
  await expect(run.result).resolves.toMatchObject({ kind: 'cancelled' })
})

function readPid(path: string): number {
  return Number(readFileSync(path, 'utf8'))
}

function zombiesBelow(...parents: number[]): number[] {
  const table = createPlatform().listProcesses('SPECFLOW_RUN')
  return table
    .filter(({ isZombie, parentPid }) => isZombie && parents.includes(parentPid))
    .map(({ pid }) => pid)
}
