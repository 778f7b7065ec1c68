import { expect, it } from 'vitest'
import { ASKS, COMPLETED, createWorld, settle, waitForStatus } from './service-harness.ts'

it('cancels everything that is queued or runs, and leaves what waits and what has ended', async () => {
  await using world = await createWorld({ maxRuns: 2, runsPerLane: 2 })
  const service = world.boot()
  await service.recover()
  const waiting = await world.start(service)
  await world.waitForRequests(1)
  world.runner.finish(waiting, ASKS)
  await waitForStatus(service, waiting, 'waiting_for_input')
  const ended = await world.start(service)
  await world.waitForRequests(2)
  world.runner.finish(ended, COMPLETED)
  await waitForStatus(service, ended, 'completed')
  const active = [await world.start(service), await world.start(service), await world.start(service)]
  await world.waitForRequests(4)

  const { notStopped, stopped } = await service.stopAll()
  expect(stopped.toSorted()).toEqual(active.toSorted())
  expect(notStopped).toEqual([])
  for (const id of active) expect((await service.get(id)).status).toBe('cancelled')
  expect((await service.get(waiting)).status).toBe('waiting_for_input')
  expect((await service.get(ended)).status).toBe('completed')
  // What was queued never began.
  expect(world.runner.requests).toHaveLength(4)
  expect(world.runner.live).toEqual([])
})

it('says what could not be stopped and why, and stops the rest', async () => {
  await using world = await createWorld({ runsPerLane: 4 })
  const service = world.boot()
  await service.recover()
  const [stuck, free] = [await world.start(service), await world.start(service)]
  await world.waitForRequests(2)
  const survivors = [{ pid: 4711, command: 'stuck' }]
  const begun = { requestedAt: '2026-03-10T12:00:00.000Z', signals: [], seen: [] }
  world.runner.surviveStops(stuck, [{ reason: 'cancelled', ...begun, survivors }])
  expect(await service.stopAll()).toMatchObject({
    stopped: [free],
    notStopped: [{ id: stuck, error: { code: 'STOP_FAILED' } }],
  })
  expect(await service.stopAll()).toEqual({ stopped: [stuck], notStopped: [] })
})

it('leaves a run alone that came to ask while it was to be stopped', async () => {
  await using world = await createWorld()
  const service = world.boot()
  await service.recover()
  const id = await world.start(service)
  await world.waitForRequests(1)
  const all = service.stopAll()
  world.runner.finish(id, ASKS)
  expect(await all).toEqual({ stopped: [], notStopped: [] })
  expect((await service.get(id)).status).toBe('waiting_for_input')
})

it('with nothing to stop stops nothing', async () => {
  await using world = await createWorld()
  const service = world.boot()
  await service.recover()
  await settle()
  expect(await service.stopAll()).toEqual({ stopped: [], notStopped: [] })
})
