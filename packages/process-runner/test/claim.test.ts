import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, expect, test, vi } from 'vitest'
import { createProcessRunner, createPlatform, RUN_FILES } from '../src/index.ts'
import type * as AtomicFile from '../src/atomic-file.ts'
import { createDeferred } from '../src/deferred.ts'
import { waitFor } from './support/processes.ts'
import { createWorkplace, type Workplace } from './support/workplace.ts'

/** What was flushed to the disk, and what had to be there by then. */
const flushes = vi.hoisted(() => ({
  paths: [] as string[],
  onFlush: (_path: string): Promise<void> | void => undefined,
}))

vi.mock('../src/atomic-file.ts', async (importOriginal) => ({
  ...(await importOriginal<typeof AtomicFile>()),
  syncPath: async (path: string) => {
    await flushes.onFlush(path)
    flushes.paths.push(path)
  },
}))

afterEach(() => {
  flushes.paths = []
  flushes.onFlush = () => undefined
})

test('a claim is reported only when it is on the disk', async () => {
  await using place = createWorkplace()
  const gate = createDeferred<undefined>()
  flushes.onFlush = async (path) => {
    if (path === place.runDirectory) await gate.promise
  }
  const run = await createProcessRunner().start(place.spec('forever.sh', [place.directory]))
  const claimed = vi.fn()
  void run.claimed.then(claimed)
  await waitFor('all but the names are flushed', () => flushes.paths.length === 2)
  await delay(0)
  expect(claimed).not.toHaveBeenCalled()
  gate.resolve(undefined)
  await run.claimed
  expect(flushes.paths).toEqual([
    join(place.runDirectory, RUN_FILES.run),
    join(place.runDirectory, RUN_FILES.process),
    place.runDirectory,
  ])
  await run.stop('cancelled')
})

test('a claim is flushed only when the command has its files, which a flush would hold up', async () => {
  await using place = createWorkplace()
  prepareClaimedRun(place)
  const run = await createProcessRunner().attach(place.runDirectory)
  if (run === 'unclaimed') throw new Error('the run was unclaimed')
  const claimed = vi.fn()
  void run.claimed.then(claimed)
  // It has been looked at by now; a flush would have begun in the same turn.
  await delay(0)
  expect(claimed).not.toHaveBeenCalled()
  expect(flushes.paths).toEqual([])
  flushes.onFlush = () => {
    expect(existsSync(join(place.runDirectory, RUN_FILES.stderr))).toBe(true)
  }
  writeFileSync(join(place.runDirectory, RUN_FILES.stderr), '')
  await expect(run.claimed).resolves.toMatchObject({ pid: process.pid })
  expect(flushes.paths).toHaveLength(3)
  run.detach()
})

/** A run whose supervisor is this process, between its record and the command's files. */
function prepareClaimedRun(place: Workplace): void {
  mkdirSync(place.runDirectory)
  const { marker, timeoutMs, graceMs } = place.spec('')
  const record = { marker, timeoutMs: timeoutMs * 1_000, graceMs, bootId: createPlatform().bootId() }
  writeFileSync(join(place.runDirectory, RUN_FILES.run), JSON.stringify(record))
  writeFileSync(join(place.runDirectory, RUN_FILES.claim), '')
  writeFileSync(join(place.runDirectory, RUN_FILES.process), describeThisProcess())
}

function describeThisProcess(): string {
  return JSON.stringify({ ...createPlatform().identify(process.pid), watchdogPid: process.pid })
}
