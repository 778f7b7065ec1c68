import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createProcessRunner, RUN_FILES } from '../src/index.ts'
import { createFakeMachine, FAKE_BOOT, type FakeMachine } from './support/fake-machine.ts'
import { createWorkplace, type Workplace } from './support/workplace.ts'

const marker = { name: 'SPECFLOW_RUN', value: 'home:id:1' }

/** A live run whose stop is written down, on a machine in memory; answers the supervisor's pid. */
function prepareStoppedRun(place: Workplace, machine: FakeMachine): number {
  const { pid, startTime } = machine.add({ marker: marker.value })
  mkdirSync(place.runDirectory)
  const write = (name: string, value: object) => {
    writeFileSync(join(place.runDirectory, name), JSON.stringify(value))
  }
  write(RUN_FILES.run, { marker, timeoutMs: 60_000, graceMs: 100, bootId: FAKE_BOOT })
  write(RUN_FILES.claim, {})
  write(RUN_FILES.process, { pid, startTime, bootId: FAKE_BOOT, watchdogPid: pid })
  write(RUN_FILES.stop, { reason: 'cancelled', requestedAt: '2026-01-01T00:00:00.000Z' })
  return pid
}

async function finish(place: Workplace, machine: FakeMachine) {
  const run = await createProcessRunner({ platform: machine.platform }).attach(place.runDirectory)
  if (run === 'unclaimed') throw new Error('the run was unclaimed')
  return run.result
}

test('P19 a group that became a stranger’s while the stop began is not signalled', async () => {
  await using place = createWorkplace()
  const machine = createFakeMachine()
  const pid = prepareStoppedRun(place, machine)
  machine.onLook = () => {
    machine.onLook = () => undefined
    // The look still has the supervisor. It is gone before the signal, and its number is somebody else's.
    machine.reuse(pid)
    machine.add({ groupId: pid, sessionId: pid })
  }
  await expect(finish(place, machine)).resolves.toMatchObject({ receipt: { signals: [], survivors: [] } })
  expect(machine.signals).toEqual([])
  expect(machine.pids()).toHaveLength(2)
})

test('P19 the group of a dead supervisor is signalled while one with the marker is in it', async () => {
  await using place = createWorkplace()
  const machine = createFakeMachine()
  const pid = prepareStoppedRun(place, machine)
  machine.add({ groupId: pid, sessionId: pid, marker: marker.value })
  machine.onLook = () => {
    machine.onLook = () => undefined
    machine.end(pid)
  }
  await expect(finish(place, machine)).resolves.toMatchObject({
    receipt: { signals: [{ signal: 'SIGTERM' }, { signal: 'SIGKILL' }], survivors: [] },
  })
  expect(machine.signals[0]).toEqual({ target: -pid, signal: 'SIGTERM' })
  expect(machine.pids()).toEqual([])
})
