import { describe, expect, it } from 'vitest'
import { stopProgressSchema } from '../../src/schema/index.ts'
import { createMemoryStore } from '../../src/store/memory-store.ts'
import type { ExecutionStore } from '../../src/store/port.ts'
import { ASKS, COMPLETED, createGate, createWorld, settle, waitForStatus } from './service-harness.ts'

const SURVIVED = {
  reason: 'cancelled' as const,
  requestedAt: '2026-01-02T03:04:05.000Z',
  signals: [{ signal: 'SIGKILL', at: '2026-01-02T03:04:06.000Z' }],
  seen: [{ pid: 4242, command: 'stuck' }],
  survivors: [{ pid: 4242, command: 'stuck' }],
}

describe('cancel', () => {
  it('ends a running execution with the receipt of the stop', async () => {
    await using world = await createWorld()
    const service = world.boot()
    const id = await world.start(service)
    await waitForStatus(service, id, 'running')
    const cancelled = await service.cancel(id)
    expect(cancelled).toMatchObject({ status: 'cancelled', stop: { reason: 'cancelled', survivors: [] } })
    expect(cancelled.stop?.endedAt).toBeDefined()
    expect(world.runner.live).toEqual([])
  })

  it('tells how far the stop has come while it goes on, and no longer', async () => {
    await using world = await createWorld()
    const service = world.boot()
    const id = await world.start(service)
    await waitForStatus(service, id, 'running')
    expect(await service.get(id)).not.toHaveProperty('stopProgress')
    world.runner.setPace(false)
    const cancelled = service.cancel(id)
    await settle()
    const { stopProgress } = await service.get(id)
    expect(stopProgress).toMatchObject({ reason: 'cancelled', signals: [{ signal: 'SIGTERM' }], alive: 1 })
    expect(stopProgressSchema.parse(stopProgress)).toEqual(stopProgress)
    expect(await world.store.get(id)).not.toHaveProperty('stopProgress')
    world.runner.catchUp()
    expect(await cancelled).not.toHaveProperty('stopProgress')
    expect(await service.get(id)).not.toHaveProperty('stopProgress')
  })

  it('is idempotent: twenty at once and one later get the same receipt', async () => {
    await using world = await createWorld()
    const service = world.boot()
    const id = await world.start(service)
    await waitForStatus(service, id, 'running')
    const all = await Promise.all(Array.from({ length: 20 }, () => service.cancel(id)))
    const [first] = all
    for (const cancelled of all) expect(cancelled).toEqual(first)
    expect(await service.cancel(id)).toEqual(first)
  })

  it('takes a queued execution out of the queue: it never starts', async () => {
    await using world = await createWorld()
    const service = world.boot()
    const running = await world.start(service)
    const queued = await world.start(service)
    const last = await world.start(service)
    await waitForStatus(service, running, 'running')
    expect(await service.cancel(queued)).toMatchObject({
      status: 'cancelled',
      runs: [],
      stop: { signals: [] },
    })
    world.runner.finish(running, COMPLETED)
    await waitForStatus(service, last, 'running')
    expect(world.runner.requests.map(({ executionId }) => executionId)).toEqual([running, last])
  })

  it('lets the next one run when it comes between the slot and the start', async () => {
    const memory = createMemoryStore()
    const { open, opened } = createGate()
    const update: ExecutionStore['update'] = async (next) => {
      if (next.status === 'cancelled') await opened
      return memory.update(next)
    }
    await using world = await createWorld({ maxRuns: 1, store: { ...memory, update } })
    const service = world.boot()
    const running = await world.start(service)
    const taken = await world.start(service)
    const next = await world.start(service)
    await waitForStatus(service, running, 'running')
    const cancelled = service.cancel(taken)
    await settle()
    // It gets the slot, and finds itself cancelled.
    world.runner.finish(running, COMPLETED)
    await waitForStatus(service, running, 'completed')
    await settle()
    open()
    expect((await cancelled).status).toBe('cancelled')
    await waitForStatus(service, next, 'running')
    expect(world.runner.requests.map(({ executionId }) => executionId)).toEqual([running, next])
  })

  it('ends one that waits for an answer', async () => {
    await using world = await createWorld()
    const service = world.boot()
    const id = await world.start(service)
    await waitForStatus(service, id, 'running')
    world.runner.finish(id, ASKS)
    await waitForStatus(service, id, 'waiting_for_input')
    const cancelled = await service.cancel(id)
    expect(cancelled.status).toBe('cancelled')
    expect(cancelled).not.toHaveProperty('questionSet')
  })

  it('says no to what has completed, and leaves it as it is', async () => {
    await using world = await createWorld()
    const service = world.boot()
    const id = await world.start(service)
    await waitForStatus(service, id, 'running')
    world.runner.finish(id, COMPLETED)
    const completed = await waitForStatus(service, id, 'completed')
    await expect(service.cancel(id)).rejects.toMatchObject({
      code: 'ALREADY_ENDED',
      details: { status: 'completed' },
    })
    expect(await service.get(id)).toEqual(completed)
  })

  it('keeps running, and its slot, what is not proven dead; cancelling again ends it', async () => {
    await using world = await createWorld()
    const service = world.boot()
    const id = await world.start(service)
    const next = await world.start(service)
    await waitForStatus(service, id, 'running')
    world.runner.surviveStops(id, [SURVIVED])
    await expect(service.cancel(id)).rejects.toMatchObject({
      code: 'STOP_FAILED',
      details: { receipt: SURVIVED },
    })
    expect(await service.get(id)).toMatchObject({ status: 'running', stop: SURVIVED })
    expect((await service.get(next)).status).toBe('queued')
    expect(await service.cancel(id)).toMatchObject({ status: 'cancelled', stop: { survivors: [] } })
    await waitForStatus(service, next, 'running')
  })

  it('cancels the question that a run asked while the cancel was on its way', async () => {
    await using world = await createWorld()
    const service = world.boot()
    const id = await world.start(service)
    await waitForStatus(service, id, 'running')
    world.runner.finish(id, ASKS)
    expect((await service.cancel(id)).status).toBe('cancelled')
  })

  it('does not know an execution that never was', async () => {
    await using world = await createWorld()
    const id = '0b0e2b62-7a0a-4c35-9d3f-0f1e2d3c4b5a'
    await expect(world.boot().cancel(id)).rejects.toMatchObject({ code: 'EXECUTION_NOT_FOUND' })
  })
})
