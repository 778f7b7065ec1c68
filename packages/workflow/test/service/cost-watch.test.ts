import { describe, expect, it } from 'vitest'
import { createMemoryLimits } from '../../src/limits/memory-limits.ts'
import { createLimitedWorld, SESSIONS } from './limits-world.ts'
import { ASKS, COMPLETED, settle, waitForStatus } from './service-harness.ts'

const [ONE, TWO, THREE] = SESSIONS

describe('the cost of a live run', () => {
  it('stops it at its limit, and the record says which, with what it had cost', async () => {
    await using world = await createLimitedWorld()
    const service = world.boot()
    await service.recover()
    await service.setLimits({ projectId: world.project.id, limits: { maxCostUsd: 0.5 } })
    const id = await world.startWithSession(service, ONE)
    world.costMeters.spend(ONE, 0.49)
    await settle()
    expect((await service.get(id)).status).toBe('running')

    world.costMeters.spend(ONE, 0.51)
    const { error, runs, stop, timeline } = await waitForStatus(service, id, 'failed')
    const message =
      'The limit of 0.50 USD for one execution of this project was reached: it had cost about 0.51 USD.'
    expect(error).toMatchObject({ code: 'COST_LIMIT_REACHED', message })
    expect(stop).toMatchObject({ reason: 'cost_limit', detail: message, survivors: [] })
    expect(timeline.map(({ detail, event }) => `${event} ${detail ?? ''}`)).toEqual(
      expect.arrayContaining(['stop_requested cost_limit', 'failed COST_LIMIT_REACHED']) as string[],
    )
    // The agent was stopped before it could tell.
    expect(runs).toMatchObject([{ estimatedCostUsd: 0.51 }])
    expect(runs[0]).not.toHaveProperty('costUsd')
  })

  it('counts what earlier runs of the execution have cost, and not what its session had cost before', async () => {
    await using world = await createLimitedWorld()
    const service = world.boot()
    await service.recover()
    const id = await world.start(service)
    await world.waitForRequests(1)
    world.runner.finish(id, { ...ASKS, sessionId: ONE, sessionCostUsd: 0.4 })
    await waitForStatus(service, id, 'waiting_for_input')
    await service.setLimits({ limits: { maxCostUsd: 0.5 } })
    world.passMinutes(1)
    await service.answer({ id, answers: { 'Which database?': 'SQLite', 'Which checks?': ['lint'] } })
    await waitForStatus(service, id, 'running')
    const { answeredAt } = (await service.get(id)).answers[0] ?? expect.unreachable()
    world.costMeters.spend(ONE, 0.1)
    const { error } = await waitForStatus(service, id, 'failed')
    expect(error?.message).toContain('it had cost about 0.50 USD')
    expect(world.costMeters.opened).toEqual([
      { sessionId: ONE, projectPath: world.project.path, since: answeredAt },
    ])
  })

  it('is forgotten where the agent tells it', async () => {
    await using world = await createLimitedWorld()
    const service = world.boot()
    await service.recover()
    await service.setLimits({ limits: { maxCostUsd: 5 } })
    const id = await world.startWithSession(service, ONE)
    world.costMeters.spend(ONE, 0.3)
    await settle()
    world.runner.finish(id, { ...COMPLETED, sessionId: ONE, sessionCostUsd: 0.2 })
    const { runs } = await waitForStatus(service, id, 'completed')
    expect(runs).toMatchObject([{ costUsd: 0.2 }])
    expect(runs[0]).not.toHaveProperty('estimatedCostUsd')
  })

  it('is not looked at while no cost is limited, and is from the moment in which one is', async () => {
    await using world = await createLimitedWorld()
    const service = world.boot()
    await service.recover()
    await service.setLimits({ limits: { maxRunsPerHour: 10 } })
    const id = await world.startWithSession(service, ONE)
    world.costMeters.spend(ONE, 3)
    await settle()
    expect(world.costMeters.opened).toEqual([])
    await service.setLimits({ limits: { maxCostUsd: 2 } })
    await waitForStatus(service, id, 'failed')
  })

  it('is looked at again by the next server, which stops the run', async () => {
    await using world = await createLimitedWorld()
    const before = world.boot()
    await before.recover()
    await before.setLimits({ limits: { maxCostUsd: 1 } })
    const id = await world.startWithSession(before, ONE)
    await before.close()
    world.costMeters.spend(ONE, 1.2)
    const after = world.boot()
    await after.recover()
    const { error, timeline } = await waitForStatus(after, id, 'failed')
    expect(error?.code).toBe('COST_LIMIT_REACHED')
    expect(timeline.some(({ event }) => event === 'taken_up')).toBe(true)
  })

  it('goes on being limited while the limits cannot be read', async () => {
    const limits = createMemoryLimits()
    let isDamaged = false
    const read = () => (isDamaged ? Promise.reject(new Error('damaged')) : limits.read())
    await using world = await createLimitedWorld({ limits: { ...limits, read } })
    const service = world.boot()
    await service.recover()
    await service.setLimits({ limits: { maxCostUsd: 1 } })
    const id = await world.startWithSession(service, ONE)
    await settle()
    isDamaged = true
    world.costMeters.spend(ONE, 2)
    await waitForStatus(service, id, 'failed')
  })

  it('says so once where the run cannot be proven stopped, and stops it when it can', async () => {
    await using world = await createLimitedWorld()
    const service = world.boot()
    await service.recover()
    const id = await world.startWithSession(service, ONE)
    const receipt = {
      reason: 'cost_limit' as const,
      requestedAt: '2026-03-10T12:00:00.000Z',
      signals: [],
      seen: [],
      survivors: [{ pid: 4711, command: 'stuck' }],
    }
    world.runner.surviveStops(id, [receipt, receipt, receipt])
    world.costMeters.spend(ONE, 2)
    await service.setLimits({ limits: { maxCostUsd: 1 } })
    const { timeline } = await waitForStatus(service, id, 'failed')
    expect(timeline.filter(({ event }) => event === 'stop_unproven')).toHaveLength(1)
  })

  it('a cancel that came first decides, and one that comes later finds it ended', async () => {
    await using world = await createLimitedWorld()
    const service = world.boot()
    await service.recover()
    const id = await world.startWithSession(service, ONE)
    world.runner.setPace(false)
    const cancelled = service.cancel(id)
    await settle()
    world.costMeters.spend(ONE, 2)
    await service.setLimits({ limits: { maxCostUsd: 1 } })
    await settle()
    world.runner.catchUp()
    expect((await cancelled).status).toBe('cancelled')
  })
})

describe('the cost of the day', () => {
  it('stops everything that runs in its scope when it is reached, and nothing else', async () => {
    await using world = await createLimitedWorld()
    const service = world.boot()
    await service.recover()
    await service.setLimits({ projectId: world.project.id, limits: { maxCostPerDayUsd: 1 } })
    const ids = await Promise.all(
      [ONE, TWO, THREE].map((session) => world.startWithSession(service, session)),
    )
    world.costMeters.spend(ONE, 0.3)
    world.costMeters.spend(TWO, 0.3)
    await settle()
    world.costMeters.spend(THREE, 0.45)
    for (const id of ids) {
      const { error } = await waitForStatus(service, id, 'failed')
      expect(error).toMatchObject({
        code: 'COST_LIMIT_REACHED',
        message: expect.stringContaining(
          '1.00 USD per day for this project was reached: today had cost about 1.05 USD',
        ) as string,
      })
    }
    // What was stopped has cost something all the same, although the agent could not tell.
    await expect(world.start(service)).rejects.toMatchObject({ details: { seen: 1.05 } })
  })
})
