import { describe, expect, it } from 'vitest'
import { ASKS, COMPLETED, createWorld, settle, waitForStatus } from './service-harness.ts'

describe('what changed', () => {
  it('is told from before the first run on: live while one runs, else as the last one left it', async () => {
    await using world = await createWorld()
    const { folder, runner, snapshots } = world
    snapshots.setFiles(folder, {})
    const service = world.boot()
    const id = await world.start(service)
    await waitForStatus(service, id, 'running')
    snapshots.setFiles(folder, { 'asked.txt': '1' })
    expect(await service.diff({ id })).toMatchObject({ isLive: true, files: [{ path: 'asked.txt' }] })
    runner.finish(id, ASKS)
    await waitForStatus(service, id, 'waiting_for_input')
    await settle()
    snapshots.setFiles(folder, { 'asked.txt': '1', 'by-somebody.txt': '2' })
    expect(await service.diff({ id })).toMatchObject({ isLive: false, files: [{ path: 'asked.txt' }] })

    await service.answer({ id, answers: { q1: 'SQLite', q2: ['lint'] } })
    await waitForStatus(service, id, 'running')
    runner.finish(id, COMPLETED)
    await waitForStatus(service, id, 'completed')
    await settle()
    expect(await service.diff({ id })).toMatchObject({
      isLive: false,
      files: [{ path: 'asked.txt' }, { path: 'by-somebody.txt' }],
    })
    expect(snapshots.taken.map(({ moment }) => moment)).toEqual(['first', 'last', 'last'])
  })

  it('of a run is remembered before the next run of the project begins', async () => {
    await using world = await createWorld()
    const { folder, runner, snapshots } = world
    snapshots.setFiles(folder, {})
    const service = world.boot()
    const [first, second] = [await world.start(service), await world.start(service)]
    await waitForStatus(service, first, 'running')
    runner.finish(first, COMPLETED)
    await waitForStatus(service, second, 'running')
    expect(snapshots.taken).toEqual([
      { moment: 'first', executionId: first },
      { moment: 'last', executionId: first },
      { moment: 'first', executionId: second },
    ])
  })

  it('is no reason to begin a run of a server that stops meanwhile', async () => {
    await using world = await createWorld()
    const { takeFirst } = world.snapshots
    const service = world.boot()
    world.snapshots.takeFirst = async () => {
      service.drain()
      await settle()
    }
    const id = await world.start(service)
    await settle()
    await settle()
    expect(await service.get(id)).toMatchObject({ status: 'queued', runs: [] })

    world.snapshots.takeFirst = takeFirst
    const next = world.boot()
    await next.recover()
    await waitForStatus(next, id, 'running')
  })

  it('is nothing while nothing has run', async () => {
    await using world = await createWorld({ claimsAtOnce: false })
    const service = world.boot()
    const id = await world.start(service)
    expect(await service.diff({ id })).toEqual({ state: 'none', reason: 'Nothing of it has run.' })
  })
})
