import { expect, test } from 'vitest'
import { createProcessRunner } from '../src/index.ts'
import { createFakeMachine } from './support/fake-machine.ts'
import { isRunning, untilSleeping, waitFor } from './support/processes.ts'
import { createWorkplace } from './support/workplace.ts'

const runner = createProcessRunner()

test('kills what carries the prefix, spares the exceptions and everybody else', async () => {
  await using place = createWorkplace()
  await using elsewhere = createWorkplace()
  const spec = place.spec('forever.sh', [place.directory])
  const kept = {
    ...spec,
    directory: `${spec.directory}0`,
    marker: { ...spec.marker, value: `${spec.marker.value}0` },
  }
  for (const one of [elsewhere.spec('forever.sh', [elsewhere.directory]), kept, spec]) {
    const run = await runner.start(one)
    await run.claimed
    run.detach()
  }
  await waitFor('all three run', () => place.pids().length === 2 && elsewhere.pids().length === 1)
  await untilSleeping(...place.pids(), ...elsewhere.pids())
  const [home = ''] = spec.marker.value.split(':')
  const options = { markerName: 'SPECFLOW_RUN', markerPrefix: `${home}:`, except: [kept.marker.value] }
  const swept = await runner.sweep(options)
  expect(swept).toContainEqual(expect.objectContaining({ command: 'sleep 600' }))
  expect(place.pids().filter(isRunning)).toHaveLength(1)
  expect(elsewhere.pids().map(isRunning)).toEqual([true])
  await expect(runner.sweep(options)).resolves.toEqual([])
})

test('refuses an empty prefix, which would reach the runs of every server', async () => {
  const options = { markerName: 'SPECFLOW_RUN', markerPrefix: '', except: [] }
  await expect(runner.sweep(options)).rejects.toThrow('prefix')
})

test.each([
  ['a marker of the prefix', 'home:a:1', true],
  ['the next attempt of an exception', 'home:kept:10', true],
  ['the beginning of an exception', 'home:kept:', true],
  ['an exception', 'home:kept:1', false],
  ['another home with the same beginning', 'home2:a:1', false],
  ['a prefix in the middle', 'x:home:a:1', false],
  ['an empty marker', '', false],
  ['no marker', undefined, false],
])('%s: %s is swept: %s', async (_what, marker, isSwept) => {
  const machine = createFakeMachine()
  const entry = machine.add(marker === undefined ? {} : { marker })
  const child = machine.add({ parentPid: entry.pid, sessionId: entry.pid })
  const sweep = { markerName: 'SPECFLOW_RUN', markerPrefix: 'home:', except: ['home:kept:1'] }
  const swept = await createProcessRunner({ platform: machine.platform }).sweep(sweep)
  expect(swept.map(({ pid }) => pid)).toEqual(isSwept ? [entry.pid] : [])
  expect(machine.isAlive(entry.pid)).toBe(!isSwept)
  // What has no marker may be anybody's by now: a sweep, unlike the end of a run, goes by the marker alone.
  expect(machine.isAlive(child.pid)).toBe(true)
  expect(machine.signals.filter(({ target }) => target !== entry.pid)).toEqual([])
})

test('names what it killed as it was when it was found, and not as it was dying', async () => {
  const machine = createFakeMachine()
  const dying = machine.add({ marker: 'home:a:1', command: 'sleep 600' })
  let kills = 0
  machine.onSignal = ({ pid }, signal) => {
    if (signal !== 'SIGKILL') return
    kills += 1
    // Still there after the first, but for its arguments.
    if (kills === 1) {
      machine.reuse(pid, { marker: 'home:a:1', command: '[sleep]' }).startTime = dying.startTime
    }
  }
  const sweep = { markerName: 'SPECFLOW_RUN', markerPrefix: 'home:', except: [] }
  const swept = await createProcessRunner({ platform: machine.platform }).sweep(sweep)
  expect(swept).toEqual([{ pid: dying.pid, command: 'sleep 600' }])
})

test('P17 a sweep takes zombies for dead, and never reaches itself', async () => {
  const machine = createFakeMachine()
  machine.add({ marker: 'home:a:1', isZombie: true })
  machine.reuse(process.pid, { marker: 'home:a:1' })
  let looks = 0
  machine.onLook = () => (looks += 1)
  const sweep = { markerName: 'SPECFLOW_RUN', markerPrefix: 'home:', except: [] }
  await expect(createProcessRunner({ platform: machine.platform }).sweep(sweep)).resolves.toEqual([])
  expect(machine.signals).toEqual([])
  expect(looks).toBe(1)
})
