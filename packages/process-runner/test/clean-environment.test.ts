import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import {
  createPlatform,
  createProcessRunner,
  RUN_FILES,
  type Platform,
  type RunHandle,
} from '../src/index.ts'
import { isRunning, untilSleeping, waitFor } from './support/processes.ts'
import { createWorkplace, type Workplace } from './support/workplace.ts'

/** Starts a command with a descendant that will shed everything when it is told to; answers its pid as well. */
async function startDeserter(
  place: Workplace,
  platform: Platform = createPlatform(),
): Promise<{ run: RunHandle; deserter: number }> {
  const spec = place.spec('spawn-descendant.sh', [place.directory, 'deserter', 'wait'], { graceMs: 300 })
  const run = await createProcessRunner({ platform }).start(spec)
  await place.ready()
  const [deserter = 0] = place.pids()
  return { run, deserter }
}

async function untilSeen(place: Workplace, pid: number): Promise<void> {
  const path = join(place.runDirectory, RUN_FILES.descendants)
  await waitFor('a look has seen it', () => existsSync(path) && readFileSync(path, 'utf8').includes(`${pid}`))
}

/** Until nothing leads to it: it has no environment and no parent of the run, and leads a session of its own. */
async function desert(place: Workplace, pid: number): Promise<void> {
  const look = () =>
    createPlatform()
      .listProcesses('SPECFLOW_RUN')
      .find((entry) => entry.pid === pid)
  const parentPid = look()?.parentPid ?? Number.NaN
  writeFileSync(join(place.directory, 'leave'), '')
  await waitFor('its parent has ended', () => !isRunning(parentPid))
  await waitFor('it is in a session of its own', () => look()?.sessionId === pid)
  await untilSleeping(pid)
  expect(readFileSync(`/proc/${pid}/environ`, 'latin1')).toBe('')
}

test('P15 a daemon that cleared its environment is dead after a cancel, if it was seen alive once', async () => {
  await using place = createWorkplace()
  const { run, deserter } = await startDeserter(place)
  await untilSeen(place, deserter)
  await desert(place, deserter)
  const receipt = await run.stop('cancelled')
  expect(receipt).toMatchObject({
    seen: expect.arrayContaining([{ pid: deserter, command: 'sleep 600' }]) as [],
  })
  expect(isRunning(deserter)).toBe(false)
})

test('P15 a daemon that cleared its environment is dead after a natural end, if it was seen alive once', async () => {
  await using place = createWorkplace()
  const { run, deserter } = await startDeserter(place)
  await untilSeen(place, deserter)
  await desert(place, deserter)
  writeFileSync(join(place.directory, 'go'), '')
  await expect(run.result).resolves.toMatchObject({ kind: 'exited', swept: [{ pid: deserter }] })
  expect(isRunning(deserter)).toBe(false)
})

test('P15 what an earlier server saw, the next one kills', async () => {
  await using place = createWorkplace()
  const { run, deserter } = await startDeserter(place)
  await untilSeen(place, deserter)
  run.detach()
  await desert(place, deserter)
  const next = await createProcessRunner().attach(place.runDirectory)
  if (next === 'unclaimed') throw new Error('the run was unclaimed')
  await next.stop('cancelled')
  expect(isRunning(deserter)).toBe(false)
})

test('P15 the limitation: a daemon that cleared its environment before anybody looked lives on', async () => {
  await using place = createWorkplace()
  const real = createPlatform()
  const hasDeserted = join(place.directory, 'deserted')
  const platform: Platform = {
    ...real,
    listProcesses: (name, earlier) => (existsSync(hasDeserted) ? real.listProcesses(name, earlier) : []),
  }
  const { run, deserter } = await startDeserter(place, platform)
  await desert(place, deserter)
  writeFileSync(hasDeserted, '')
  await expect(run.stop('cancelled')).resolves.toMatchObject({ survivors: [] })
  const isLeft = isRunning(deserter)
  if (isLeft) process.kill(deserter, 'SIGKILL')
  expect(isLeft).toBe(true)
})
