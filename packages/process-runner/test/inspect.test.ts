import { mkdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { createPlatform, createProcessRunner, inspectRun } from '../src/index.ts'
import { isRunning, waitFor } from './support/processes.ts'
import { createWorkplace } from './support/workplace.ts'

const platform = createPlatform()
const runner = createProcessRunner({ platform })

test('a run is missing, unclaimed, alive and ended, and looking at it leaves it alone', async () => {
  await using place = createWorkplace()
  expect(inspectRun(platform, place.runDirectory)).toBe('missing')
  mkdirSync(place.runDirectory)
  expect(inspectRun(platform, place.runDirectory)).toBe('unclaimed')

  const run = await runner.start(place.spec('forever.sh', [place.directory]))
  await run.claimed
  await place.ready()
  expect(inspectRun(platform, place.runDirectory)).toBe('alive')
  expect(place.pids().map(isRunning)).toEqual([true])

  await run.stop('cancelled')
  expect(inspectRun(platform, place.runDirectory)).toBe('ended')
})

test('a run that ended by itself has ended', async () => {
  await using place = createWorkplace()
  const run = await runner.start(place.spec('exit-code.sh', ['0']))
  await run.result
  expect(inspectRun(platform, place.runDirectory)).toBe('ended')
})

test('a run whose supervisor was killed without a word is gone, also while its command lives on', async () => {
  await using place = createWorkplace()
  const run = await runner.start(place.spec('forever.sh', [place.directory]))
  await place.ready()
  run.detach()
  const { pid } = JSON.parse(place.readRunFile('process.json')) as { pid: number }
  process.kill(pid, 'SIGKILL')
  await waitFor('the supervisor is dead', () => !isRunning(pid))
  expect(inspectRun(platform, place.runDirectory)).toBe('gone')
  expect(place.pids().map(isRunning)).toEqual([true])
})
