import { expect, it } from 'vitest'
import { createStoreRunQueue } from '../../src/queue/store-run-queue.ts'
import { openFileStore } from '../../src/store/file-store.ts'
import type { ExecutionStore } from '../../src/store/port.ts'
import { newExecution } from '../support/executions.ts'
import { faultyDisk, type FaultyDisk } from '../support/faulty-disk.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'
import { COMPLETED, createWorld, waitForStatus } from './service-harness.ts'

/** Records on a disk that now and then has no descriptor left to read them with. */
async function storeOnFaultyDisk(): Promise<{ store: ExecutionStore; disk: FaultyDisk }> {
  const disk = faultyDisk({ seed: 1, rate: 0, faults: ['EMFILE'] })
  const store = await openFileStore({ directory: temporaryDirectory(), readText: disk.readText })
  return { store, disk }
}

/** Waits as long as a turn of the event loop takes, and counts how often that was asked for. */
function countWaits(onWait: () => void = () => undefined) {
  const waits: number[] = []
  const wait = async (ms: number) => {
    waits.push(ms)
    onWait()
    await new Promise((resolve) => setImmediate(resolve))
  }
  return { waits, wait }
}

it('S12 the end of a run is recorded, although its record cannot be read at first', async () => {
  const { disk, store } = await storeOnFaultyDisk()
  const { wait, waits } = countWaits(() => {
    if (waits.length === 3) disk.setRate(0)
  })
  await using world = await createWorld({ store, wait, maxRuns: 1 })
  const service = world.boot()
  const id = await world.start(service)
  const next = await world.start(service)
  await waitForStatus(service, id, 'running')
  disk.setRate(1)
  world.runner.finish(id, COMPLETED)
  while (waits.length < 3) await new Promise((resolve) => setImmediate(resolve))
  await waitForStatus(service, id, 'completed')
  await waitForStatus(service, next, 'running')
  expect(world.runner.requests).toHaveLength(2)
})

it('S12 a queued execution that cannot be read keeps its place, and is asked for again', async () => {
  const { disk, store } = await storeOnFaultyDisk()
  const queue = createStoreRunQueue({ store, limits: { maxRuns: 2, runsPerLane: 1 } })
  const { id } = await store.create(newExecution())
  disk.setRate(1)
  await expect(queue.take()).rejects.toThrow('cannot be read')
  disk.setRate(0)
  expect(await queue.take()).toMatchObject({ executionId: id })
  disk.setRate(1)
  // It has its slot by now, whatever can be read.
  await expect(queue.counts()).resolves.toMatchObject({ active: 1 })
})
