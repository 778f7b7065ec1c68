import { describe, expect, it } from 'vitest'
import { WorkflowError } from '../../src/errors.ts'
import type { WorkflowService } from '../../src/service/port.ts'
import { newExecution } from '../support/executions.ts'
import { COMPLETED, createWorld, settle, waitForStatus } from './service-harness.ts'

type World = Awaited<ReturnType<typeof createWorld>>

/** A run that an earlier server spawned and did not record, and that cannot be taken up. */
async function bootOverLostRun(world: World): Promise<{ id: string; service: WorkflowService }> {
  const before = world.boot()
  const id = await world.start(before)
  const running = await waitForStatus(before, id, 'running')
  await before.close()
  await world.store.update({ ...running, status: 'queued', runs: [] })
  world.breakRecovery(id)
  const service = world.boot()
  await service.recover()
  return { id, service }
}

describe('a spawned run that is not in the record and cannot be taken up', () => {
  it('is not started again and not called failed: it holds its slot, and health tells', async () => {
    await using world = await createWorld()
    const { id, service } = await bootOverLostRun(world)
    const next = await world.start(service)
    await settle()
    expect((await service.get(id)).status).toBe('queued')
    expect((await service.get(next)).status).toBe('queued')
    expect(world.runner.requests).toHaveLength(1)
    expect(await service.health()).toMatchObject({
      runs: { active: 1, queued: 1 },
      problems: [{ code: 'RUN_UNRECOVERED' }],
    })
  })

  it('is not called cancelled before it is stopped', async () => {
    await using world = await createWorld()
    const { id, service } = await bootOverLostRun(world)
    await expect(service.cancel(id)).rejects.toThrow('damaged')
    expect((await service.get(id)).status).toBe('queued')
    expect(world.runner.live).toHaveLength(1)

    world.mendRecovery(id)
    const next = await world.start(service)
    expect(await service.cancel(id)).toMatchObject({ status: 'cancelled', runs: [{ attempt: 1 }] })
    expect((await service.health()).problems).toEqual([])
    await waitForStatus(service, next, 'running')
    expect(world.runner.live).toMatchObject([{ executionId: next }])
  })

  it('gives its slot back when a cancel finds that there never was a run', async () => {
    await using world = await createWorld()
    const { folder, project } = world
    const queued = newExecution({ status: 'queued', projectId: project.id, projectPath: folder })
    const { id } = await world.store.create(queued)
    world.breakRecovery(id)
    const service = world.boot()
    await service.recover()
    const next = await world.start(service)
    await settle()
    expect(world.runner.requests).toEqual([])

    world.mendRecovery(id)
    expect(await service.cancel(id)).toMatchObject({ status: 'cancelled', runs: [] })
    await waitForStatus(service, next, 'running')
    expect(world.runner.requests.map(({ executionId }) => executionId)).toEqual([next])
  })
})

describe('a start that fails after its run has begun', () => {
  it('is a run like any other', async () => {
    await using world = await createWorld()
    const service = world.boot()
    world.loseStarts(new Error('EMFILE: too many open files'))
    const id = await world.start(service)
    await waitForStatus(service, id, 'running')
    world.runner.finish(id, COMPLETED)
    await waitForStatus(service, id, 'completed')
    expect(world.runner.requests).toHaveLength(1)
  })
})

describe('a record that cannot be read when a run ends', () => {
  it('S12 gets the end as soon as it can be read again', async () => {
    let failures = 0
    const disk = { fails: false }
    await using world = await createWorld({
      beforeGet: () => {
        if (!disk.fails) return
        failures += 1
        const cause = Object.assign(new Error('EMFILE: too many open files'), { code: 'EMFILE' })
        throw new WorkflowError('INTERNAL', 'The record cannot be read.', { cause })
      },
    })
    const service = world.boot()
    const id = await world.start(service)
    await waitForStatus(service, id, 'running')
    disk.fails = true
    world.runner.finish(id, { ...COMPLETED, sessionCostUsd: 0.25 })
    while (failures === 0) await settle()
    disk.fails = false
    expect(await waitForStatus(service, id, 'completed')).toMatchObject({ costUsd: 0.25 })
  })
})
