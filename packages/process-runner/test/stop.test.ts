import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { createPlatform, createProcessRunner, RUN_FILES, type ProcessEntry } from '../src/index.ts'
import { isRunning, waitFor } from './support/processes.ts'
import { createWorkplace } from './support/workplace.ts'

const runner = createProcessRunner()

test('a cancel answers a receipt once nothing is alive', async () => {
  await using place = createWorkplace()
  const run = await runner.start(place.spec('forever.sh', [place.directory]))
  await place.ready()
  const [pid = 0] = place.pids()
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

test('what ignores SIGTERM gets SIGKILL after the grace', async () => {
  await using place = createWorkplace()
  const run = await runner.start(place.spec('ignore-sigterm.sh', [place.directory], { graceMs: 400 }))
  await place.ready()
  const receipt = await run.stop('cancelled')
  if (receipt === 'already_ended') throw new Error('the run had not ended')
  expect(receipt.signals.map(({ signal }) => signal)).toEqual(['SIGTERM', 'SIGKILL'])
  const [term = 0, kill = 0] = receipt.signals.map(({ at }) => Date.parse(at))
  expect(kill - term).toBeGreaterThanOrEqual(395)
  expect(place.pids().filter(isRunning)).toEqual([])
  await expect(run.result).resolves.toMatchObject({ exit: { kind: 'signaled', signal: 'SIGKILL' } })
})

test('a run that never says anything is timed out, not before its time', async () => {
  await using place = createWorkplace()
  const run = await runner.start(place.spec('forever.sh', [place.directory], { timeoutMs: 700 }))
  const result = await run.result
  if (result.kind !== 'timed_out') throw new Error(`the run ended as ${result.kind}`)
  const ageMs = Date.parse(result.receipt.requestedAt) - Date.parse(result.startedAt ?? '')
  // The kernel writes start times down in steps of 10 ms; the claim comes shortly after the start.
  expect(ageMs).toBeGreaterThan(600)
  expect(result.receipt).toMatchObject({ reason: 'timed_out', survivors: [] })
  expect(JSON.parse(place.readRunFile(RUN_FILES.stop))).toMatchObject({ by: 'server' })
  expect(place.pids().filter(isRunning)).toEqual([])
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
