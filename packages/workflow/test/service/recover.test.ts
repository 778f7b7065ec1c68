import { describe, expect, it } from 'vitest'
import { COMPLETED, createGate, createWorld, settle, waitForStatus } from './service-harness.ts'

describe('recover', () => {
  it('takes up a live run and records its end', async () => {
    await using world = await createWorld()
    const before = world.boot()
    const id = await world.start(before)
    await waitForStatus(before, id, 'running')
    await before.close()

    const after = world.boot()
    await after.recover()
    expect((await after.get(id)).status).toBe('running')
    world.runner.finish(id, COMPLETED)
    const { timeline } = await waitForStatus(after, id, 'completed')
    expect(timeline.map(({ event }) => event)).toEqual(['accepted', 'run_started', 'taken_up', 'completed'])
    expect(world.runner.requests).toHaveLength(1)
  })

  it('finishes a run that ended while no server was there, its cost counted once', async () => {
    await using world = await createWorld()
    const before = world.boot()
    const id = await world.start(before)
    await waitForStatus(before, id, 'running')
    await before.close()
    world.runner.finish(id, { ...COMPLETED, sessionCostUsd: 0.07 })

    const after = world.boot()
    await Promise.all([after.recover(), after.recover()])
    expect(await waitForStatus(after, id, 'completed')).toMatchObject({
      costUsd: 0.07,
      runs: [{ attempt: 1 }],
    })
  })

  it('keeps the queue and its order, and starts each exactly once', async () => {
    await using world = await createWorld()
    const before = world.boot()
    const ids = [await world.start(before), await world.start(before), await world.start(before)]
    await waitForStatus(before, ids[0] ?? '', 'running')
    await before.close()

    const after = world.boot()
    await after.recover()
    for (const id of ids) {
      await waitForStatus(after, id, 'running')
      world.runner.finish(id, COMPLETED)
      await waitForStatus(after, id, 'completed')
    }
    expect(world.runner.requests.map(({ executionId }) => executionId)).toEqual(ids)
  })

  it('starts nothing before it knows which slots the runs of the earlier server hold', async () => {
    await using world = await createWorld({ maxRuns: 2, runsPerLane: 4 })
    const before = world.boot()
    const [live, ended] = [await world.start(before), await world.start(before)]
    for (const id of [live, ended]) await waitForStatus(before, id, 'running')
    const queued = [await world.start(before), await world.start(before)]
    await before.close()
    world.runner.finish(ended, COMPLETED)

    const after = world.boot()
    const slow = createGate()
    world.slowRecovery(live, slow.opened)
    const recovered = after.recover()
    await waitForStatus(after, ended, 'completed')
    const late = await world.start(after)
    await settle()
    expect(world.runner.requests).toHaveLength(2)
    slow.open()
    await recovered
    await world.waitForRequests(3)
    await settle()
    expect(world.runner.live).toHaveLength(2)
    const statuses = await Promise.all([...queued, late].map(async (id) => (await after.get(id)).status))
    expect(statuses.toSorted()).toEqual(['queued', 'queued', 'running'])
  })

  it('adopts a run whose claim was not in the record yet', async () => {
    await using world = await createWorld()
    const before = world.boot()
    const id = await world.start(before)
    const running = await waitForStatus(before, id, 'running')
    await before.close()
    await world.store.update({ ...running, status: 'queued', runs: [] })

    const after = world.boot()
    await after.recover()
    expect(await after.get(id)).toMatchObject({ status: 'running', runs: [{ attempt: 1 }] })
    expect(world.runner.requests).toHaveLength(1)
  })

  it('says that a run was interrupted when nothing of it is left', async () => {
    await using world = await createWorld()
    const service = world.boot()
    const id = await world.start(service)
    const running = await waitForStatus(service, id, 'running')
    await service.close()
    await world.store.update({
      ...running,
      runs: [
        { attempt: 1, startedAt: running.startedAt },
        { attempt: 2, startedAt: running.startedAt },
      ],
    })

    const after = world.boot()
    await after.recover()
    expect(await after.get(id)).toMatchObject({ status: 'failed', error: { code: 'INTERRUPTED' } })
  })

  it('cancels a run of an earlier server', async () => {
    await using world = await createWorld()
    const before = world.boot()
    const id = await world.start(before)
    await waitForStatus(before, id, 'running')
    await before.close()

    const after = world.boot()
    await after.recover()
    expect((await after.cancel(id)).status).toBe('cancelled')
    expect(world.runner.live).toEqual([])
  })
})

describe('a run that cannot be taken up', () => {
  it('keeps no other from being taken up, holds its slot, and is told in health', async () => {
    await using world = await createWorld({ runsPerLane: 2 })
    const before = world.boot()
    const [damaged, whole] = [await world.start(before), await world.start(before)]
    for (const id of [damaged, whole]) await waitForStatus(before, id, 'running')
    await before.close()
    world.breakRecovery(damaged)

    const after = world.boot()
    await after.recover()
    expect(await after.health()).toMatchObject({
      runs: { active: 2 },
      problems: [{ code: 'RUN_UNRECOVERED' }],
    })
    expect((await after.get(damaged)).status).toBe('running')
    world.runner.finish(whole, COMPLETED)
    await waitForStatus(after, whole, 'completed')
  })
})

describe('the end of a run that cannot be recorded', () => {
  it('gives the slot back', async () => {
    await using world = await createWorld()
    const service = world.boot()
    const id = await world.start(service)
    const next = await world.start(service)
    const running = await waitForStatus(service, id, 'running')
    await world.store.update({ ...running, status: 'failed' })
    world.runner.finish(id, COMPLETED)
    await waitForStatus(service, next, 'running')
    expect((await service.get(id)).status).toBe('failed')
  })
})

describe('the end of a server', () => {
  it('leaves runs alone and says how many there are', async () => {
    await using world = await createWorld({ runsPerLane: 2 })
    const service = world.boot()
    const ids = [await world.start(service), await world.start(service)]
    for (const id of ids) await waitForStatus(service, id, 'running')
    expect(service.drain()).toEqual({ running: 2 })
    expect(await service.close()).toEqual({ running: 2 })
    expect(world.runner.live).toHaveLength(2)
  })

  it('cancels every live run when asked, and starts nothing in their place', async () => {
    await using world = await createWorld()
    const service = world.boot()
    const running = await world.start(service)
    const queued = await world.start(service)
    await waitForStatus(service, running, 'running')
    expect(await service.cancelAll()).toEqual({ cancelled: 1, failed: 0 })
    expect((await service.get(running)).status).toBe('cancelled')
    expect((await service.get(queued)).status).toBe('queued')
    expect(world.runner.requests).toHaveLength(1)
  })
})
