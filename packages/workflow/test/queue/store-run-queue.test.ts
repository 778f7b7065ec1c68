import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { QueueLimits } from '../../src/queue/port.ts'
import { createStoreRunQueue } from '../../src/queue/store-run-queue.ts'
import { openFileStore } from '../../src/store/file-store.ts'
import { createMemoryStore } from '../../src/store/memory-store.ts'
import { instant, newAnswer, newExecution } from '../support/executions.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'
import { describeQueueContract, type QueueHarness } from './queue-contract.ts'
import { describeSessionContract } from './session-contract.ts'

async function makeHarness(limits: QueueLimits): Promise<QueueHarness> {
  const store = await openFileStore({ directory: temporaryDirectory() })
  const queue = createStoreRunQueue({ store, limits })
  return {
    queue,
    async enter(entry) {
      const { enteredAt, executionId, lane, sessionId } = entry
      const session = sessionId !== undefined && { sessionId }
      await store.create(
        newExecution({ id: executionId, projectPath: lane, startedAt: enteredAt, ...session }),
      )
      await queue.enter(entry)
    },
  }
}

describeQueueContract('queue of a file store', makeHarness)
describeSessionContract('queue of a file store', makeHarness)

const LIMITS = { maxRuns: 1, runsPerLane: 1 }

describe('a queue of a store', () => {
  it('has everything again after a crash: what was taken and never ran too', async () => {
    const directory = temporaryDirectory()
    const store = await openFileStore({ directory })
    const first = await store.create(newExecution({ startedAt: instant(1) }))
    const second = await store.create(newExecution({ startedAt: instant(2) }))
    await createStoreRunQueue({ store, limits: LIMITS }).take()

    const queue = createStoreRunQueue({ store: await openFileStore({ directory }), limits: LIMITS })
    expect(await queue.counts()).toEqual({ active: 0, queued: 2 })
    expect((await queue.take())?.executionId).toBe(first.id)
    await queue.release(first.id)
    expect((await queue.take())?.executionId).toBe(second.id)
  })

  it('has an execution as soon as its record is queued, and no longer than that', async () => {
    const store = createMemoryStore()
    const queue = createStoreRunQueue({ store, limits: LIMITS })
    const created = await store.create(newExecution())
    expect(await queue.counts()).toEqual({ active: 0, queued: 1 })
    await store.update({ ...created, status: 'cancelled' })
    expect(await queue.take()).toBeUndefined()
  })

  it('lets an answered execution enter behind those that waited before its answer', async () => {
    const store = createMemoryStore()
    const queue = createStoreRunQueue({ store, limits: LIMITS })
    const asked = await store.create(newExecution({ startedAt: instant(1) }))
    await queue.take()
    const running = await store.update({ ...asked, status: 'running' })
    const other = await store.create(newExecution({ startedAt: instant(2) }))
    const waiting = await store.update({ ...running, status: 'waiting_for_input' })
    await queue.release(asked.id)
    await store.update({ ...waiting, status: 'queued', answers: [newAnswer(instant(3))] })

    expect((await queue.take())?.executionId).toBe(other.id)
    await queue.release(other.id)
    expect(await queue.take()).toEqual({
      executionId: asked.id,
      lane: '/projects/shop',
      enteredAt: instant(3),
    })
  })

  it('makes the lanes that it is told to make', async () => {
    const store = createMemoryStore()
    const limits = { maxRuns: 4, runsPerLane: 1 }
    const queue = createStoreRunQueue({ store, limits, laneOf: ({ skill }) => skill })
    for (const skill of ['a', 'a', 'b']) await store.create(newExecution({ skill }))
    expect([(await queue.take())?.lane, (await queue.take())?.lane].sort()).toEqual(['a', 'b'])
    expect(await queue.take()).toBeUndefined()
  })

  it('sees more than one page of the store', async () => {
    const store = createMemoryStore()
    const queue = createStoreRunQueue({ store, limits: LIMITS })
    const oldest = await store.create(newExecution({ startedAt: instant(0) }))
    for (let at = 1; at <= 450; at += 1) await store.create(newExecution({ startedAt: instant(at) }))
    expect(await queue.counts()).toEqual({ active: 0, queued: 451 })
    expect((await queue.take())?.executionId).toBe(oldest.id)
  })

  it('is not held up by a record that cannot be read', async () => {
    const directory = temporaryDirectory()
    const store = await openFileStore({ directory })
    const damaged = await store.create(newExecution({ startedAt: instant(1) }))
    const intact = await store.create(newExecution({ startedAt: instant(2) }))
    writeFileSync(join(directory, `${damaged.id}.json`), '{')
    const queue = createStoreRunQueue({ store, limits: LIMITS })
    expect((await queue.take())?.executionId).toBe(intact.id)
    expect(store.problems()).toMatchObject([{ code: 'RECORDS_UNREADABLE' }])
  })
})
