import { describe, expect, it } from 'vitest'
import { WorkflowError } from '../../src/errors.ts'
import { createMemoryLimits } from '../../src/limits/memory-limits.ts'
import type { LimitsStore } from '../../src/limits/port.ts'
import { refusalOf } from '../support/refusals.ts'
import { createLimitedWorld } from './limits-world.ts'
import { ASKS, COMPLETED, SESSION, settle, waitForStatus } from './service-harness.ts'

const ANSWERS = { 'Which database?': 'SQLite', 'Which checks?': ['lint'] }

describe('runs per hour', () => {
  it('of fifty starts at once lets exactly so many in as the limit says, however slow the disk is', async () => {
    await using world = await createLimitedWorld({ beforeCreate: settle })
    const service = world.boot()
    await service.recover()
    await service.setLimits({ limits: { maxRunsPerHour: 1 } })
    const starts = await Promise.allSettled(Array.from({ length: 50 }, () => world.start(service)))
    expect(starts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const start of starts) {
      if (start.status === 'rejected') expect(start.reason).toMatchObject({ code: 'RATE_LIMITED' })
    }
    expect((await service.list({ limit: 200 })).executions).toHaveLength(1)
  })

  it('counts what is queued, a follow-up, a retry and the run after an answer', async () => {
    await using world = await createLimitedWorld({ runsPerLane: 1 })
    const service = world.boot()
    await service.recover()
    await service.setLimits({ projectId: world.project.id, limits: { maxRunsPerHour: 2 } })
    const asked = await world.start(service)
    await world.waitForRequests(1)
    const ended = await world.start(service)
    expect((await refusalOf(world.start(service))).code).toBe('RATE_LIMITED')

    world.runner.finish(asked, ASKS)
    await waitForStatus(service, asked, 'waiting_for_input')
    await world.waitForRequests(2)
    world.runner.finish(ended, { ...COMPLETED, sessionId: SESSION })
    await waitForStatus(service, ended, 'completed')
    for (const call of [
      () => service.answer({ id: asked, answers: ANSWERS }),
      () => service.followUp({ id: ended, message: 'more' }),
      () => service.retry({ id: ended }),
    ]) {
      expect(await refusalOf(call())).toMatchObject({ code: 'RATE_LIMITED', details: { seen: 2 } })
    }
    expect((await service.get(asked)).status).toBe('waiting_for_input')
    world.passMinutes(61)
    expect((await service.answer({ id: asked, answers: ANSWERS })).status).toBe('queued')
    expect((await service.retry({ id: ended })).created).toBe(true)
    expect((await refusalOf(service.retry({ id: ended }))).code).toBe('RATE_LIMITED')
  })

  it('counts the run that an answer led to, after it has begun', async () => {
    await using world = await createLimitedWorld()
    const service = world.boot()
    await service.recover()
    const asked = await world.start(service)
    await world.waitForRequests(1)
    world.runner.finish(asked, ASKS)
    await waitForStatus(service, asked, 'waiting_for_input')
    await service.answer({ id: asked, answers: ANSWERS })
    await waitForStatus(service, asked, 'running')
    await service.setLimits({ limits: { maxRunsPerHour: 2 } })
    expect((await refusalOf(world.start(service))).details).toMatchObject({ seen: 2 })
  })

  it('answers a repeated request id with what it began, also at the limit', async () => {
    await using world = await createLimitedWorld()
    const service = world.boot()
    await service.recover()
    await service.setLimits({ limits: { maxRunsPerHour: 1 } })
    const id = await world.start(service, { requestId: 'click' })
    expect(await world.start(service, { requestId: 'click' })).toBe(id)
  })

  it('holds in the project that has it, and not in others', async () => {
    await using world = await createLimitedWorld()
    const service = world.boot()
    await service.recover()
    await service.setLimits({ projectId: world.project.id, limits: { maxRunsPerHour: 1 } })
    await world.start(service)
    await service.setLimits({ projectId: world.project.id, limits: {} })
    await world.start(service)
    expect(await service.limits()).toEqual({ global: {}, projects: {} })
  })
})

describe('cost per day', () => {
  it('refuses what comes after it until the next day, by the calendar of the server', async () => {
    await using world = await createLimitedWorld()
    const service = world.boot()
    await service.recover()
    await service.setLimits({ limits: { maxCostPerDayUsd: 1 } })
    const id = await world.start(service)
    await world.waitForRequests(1)
    world.runner.finish(id, { ...COMPLETED, sessionId: SESSION, sessionCostUsd: 1 })
    await waitForStatus(service, id, 'completed')
    expect(await refusalOf(world.start(service))).toMatchObject({
      code: 'RATE_LIMITED',
      details: { limit: 'maxCostPerDayUsd', value: 1, seen: 1, retryAfterSeconds: 12 * 3_600 },
    })
    world.passMinutes(12 * 60)
    await world.start(service)
  })

  it('lets nothing begin that was queued before it was reached', async () => {
    await using world = await createLimitedWorld({ runsPerLane: 1 })
    const service = world.boot()
    await service.recover()
    await service.setLimits({ limits: { maxCostPerDayUsd: 1 } })
    const first = await world.start(service)
    const queued = await world.start(service)
    await world.waitForRequests(1)
    world.runner.finish(first, { ...COMPLETED, sessionId: SESSION, sessionCostUsd: 1.5 })
    const { error, runs } = await waitForStatus(service, queued, 'failed')
    expect(error).toMatchObject({
      code: 'COST_LIMIT_REACHED',
      message: expect.stringContaining('today has cost about 1.50 USD') as string,
    })
    expect(runs).toEqual([])
    expect(world.runner.requests).toHaveLength(1)
  })
})

describe('limits that cannot be read', () => {
  const unreadable = () => Promise.reject(new WorkflowError('LIMITS_UNREADABLE', 'damaged'))

  it('keep everything from being started, and nothing else from working', async () => {
    let isDamaged = false
    const limits: LimitsStore = {
      read: () => (isDamaged ? unreadable() : Promise.resolve({ global: {}, projects: {} })),
      set: unreadable,
      problems: () =>
        Promise.resolve(isDamaged ? [{ code: 'LIMITS_UNREADABLE', message: 'm', remedy: 'r' }] : []),
    }
    await using world = await createLimitedWorld({ limits })
    const service = world.boot()
    await service.recover()
    const asked = await world.start(service)
    const running = await world.start(service)
    await world.waitForRequests(2)
    world.runner.finish(asked, ASKS)
    await waitForStatus(service, asked, 'waiting_for_input')
    expect((await service.health()).ok).toBe(true)

    isDamaged = true
    expect(await service.health()).toMatchObject({ ok: false, problems: [{ code: 'LIMITS_UNREADABLE' }] })
    for (const call of [
      () => world.start(service),
      () => service.answer({ id: asked, answers: ANSWERS }),
      () => service.limits(),
    ]) {
      expect((await refusalOf(call())).code).toBe('LIMITS_UNREADABLE')
    }
    expect((await service.list({ limit: 50 })).executions).toHaveLength(2)
    expect((await service.cancel(running)).status).toBe('cancelled')
  })

  it('let nothing begin of what an earlier server had queued, until they can be', async () => {
    const limits = createMemoryLimits()
    let isDamaged = false
    const read = () => (isDamaged ? unreadable() : limits.read())
    await using world = await createLimitedWorld({ limits: { ...limits, read }, runsPerLane: 1 })
    const before = world.boot()
    await before.recover()
    const first = await world.start(before)
    await world.waitForRequests(1)
    const second = await world.start(before)

    await before.close()
    isDamaged = true
    const after = world.boot()
    await after.recover()
    world.runner.finish(first, COMPLETED)
    await waitForStatus(after, first, 'completed')
    await settle()
    expect((await after.get(second)).status).toBe('queued')
    expect(world.runner.requests).toHaveLength(1)

    isDamaged = false
    await waitForStatus(after, second, 'running')
  })
})

it('limits are set only for a project that there is, and taken from one that is gone', async () => {
  await using world = await createLimitedWorld()
  const service = world.boot()
  const { id: projectId } = world.project
  const refusal = await refusalOf(service.setLimits({ projectId: 'nobody', limits: { maxCostUsd: 1 } }))
  expect(refusal.code).toBe('PROJECT_NOT_FOUND')
  await service.setLimits({ projectId, limits: { maxCostUsd: 1 } })
  await service.removeProject(projectId)
  expect(await service.setLimits({ projectId, limits: {} })).toEqual({ global: {}, projects: {} })
  expect((await refusalOf(service.setLimits({ projectId, limits: {} }))).code).toBe('PROJECT_NOT_FOUND')
})
