import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { WorkflowError } from '../../src/errors.ts'
import type { WorkflowService } from '../../src/service/port.ts'
import { newExecution } from '../support/executions.ts'
import { ASKS, COMPLETED, SESSION, createWorld, waitForStatus } from './service-harness.ts'

type World = Awaited<ReturnType<typeof createWorld>>

const MESSAGE = 'And the tests?'

describe('a follow-up', () => {
  it('goes on with the session of an ended execution, and counts its cost from there', async () => {
    await using world = await createWorld()
    const service = world.boot()
    const first = await ended(world, service, 0.25)
    const second = await goOn(service, first)
    const running = await waitForStatus(service, second, 'running')
    expect(running).toMatchObject({
      input: MESSAGE,
      skill: 'review',
      projectPath: world.project.path,
      sessionId: SESSION,
      continues: { executionId: first, sessionCostUsd: 0.25 },
      runs: [{ attempt: 1 }],
    })
    const [, request] = world.runner.requests
    expect(request).toMatchObject({
      attempt: 1,
      task: { kind: 'follow_up', sessionId: SESSION, message: MESSAGE },
    })
    world.runner.finish(second, { ...COMPLETED, sessionId: SESSION, sessionCostUsd: 0.4 })
    expect((await waitForStatus(service, second, 'completed')).costUsd).toBe(0.15)

    const third = await goOn(service, second)
    expect((await service.get(third)).continues).toEqual({ executionId: second, sessionCostUsd: 0.4 })
  })

  it('asks and is answered as any other', async () => {
    await using world = await createWorld()
    const service = world.boot()
    const id = await goOn(service, await ended(world, service, 0.25))
    await waitForStatus(service, id, 'running')
    world.runner.finish(id, { ...ASKS, sessionCostUsd: 0.3 })
    await waitForStatus(service, id, 'waiting_for_input')
    await service.answer({ id, answers: { q1: 'SQLite', q2: 'lint' } })
    await waitForStatus(service, id, 'running')
    expect(world.runner.requests.at(-1)).toMatchObject({ attempt: 2, task: { kind: 'resume' } })
    world.runner.finish(id, { ...COMPLETED, sessionCostUsd: 0.35 })
    expect(await waitForStatus(service, id, 'completed')).toMatchObject({
      costUsd: 0.1,
      runs: [{ costUsd: 0.05 }, { costUsd: 0.05 }],
    })
  })

  it('waits while another has its session, also when both continue the same execution', async () => {
    await using world = await createWorld({ runsPerLane: 4 })
    const service = world.boot()
    const first = await ended(world, service, 0.25)
    const [second, third] = [await goOn(service, first), await goOn(service, first)]
    await waitForStatus(service, second, 'running')
    const waiting = await service.get(third)
    expect(waiting).toMatchObject({
      status: 'queued',
      queuedBecause: `Its session is in use by the execution ${second}.`,
    })
    // What the one before it will cost is not known yet, and must not be counted as its own.
    expect(waiting.continues).toEqual({ executionId: first })
    world.runner.finish(second, { ...COMPLETED, sessionId: SESSION, sessionCostUsd: 0.5 })
    await waitForStatus(service, third, 'running')
    world.runner.finish(third, { ...COMPLETED, sessionId: SESSION, sessionCostUsd: 0.6 })
    expect(await waitForStatus(service, third, 'completed')).not.toHaveProperty('costUsd')
    const fourth = await service.get(await goOn(service, second))
    expect(fourth.continues).toEqual({ executionId: second })
  })

  it('does not know what the session will have cost while another that waits has yet to go on with it', async () => {
    await using world = await createWorld()
    const service = world.boot()
    const first = await ended(world, service, 0.25)
    world.runner.holdSession({ sessionId: SESSION, pid: 4711 })
    await goOn(service, first)
    const third = await service.get(await goOn(service, first))
    expect(third.continues).toEqual({ executionId: first })
  })

  it('counts what another follow-up of the same execution has cost', async () => {
    await using world = await createWorld()
    const service = world.boot()
    const first = await ended(world, service, 0.25)
    const second = await goOn(service, first)
    await waitForStatus(service, second, 'running')
    world.runner.finish(second, { ...COMPLETED, sessionId: SESSION, sessionCostUsd: 0.5 })
    await waitForStatus(service, second, 'completed')
    const third = await service.get(await goOn(service, first))
    expect(third.continues).toEqual({ executionId: first, sessionCostUsd: 0.5 })
  })

  it('is begun once for one request id', async () => {
    await using world = await createWorld()
    const service = world.boot()
    const id = await ended(world, service, 0.25)
    const input = { id, message: MESSAGE, requestId: 'click-1' }
    const begun = await Promise.all(Array.from({ length: 20 }, () => service.followUp(input)))
    expect(new Set(begun.map(({ execution }) => execution.id)).size).toBe(1)
    expect(begun.filter(({ created }) => created)).toHaveLength(1)
  })

  it('is taken up after a restart, and its first run is still a resumed one', async () => {
    await using world = await createWorld()
    const service = world.boot()
    const id = await goOn(service, await ended(world, service, 0.25))
    await waitForStatus(service, id, 'running')
    await service.close()
    const next = world.boot()
    await next.recover()
    expect(world.recovered).toContainEqual({ executionId: id, attempt: 1, isFollowUp: true })
    world.runner.finish(id, { ...COMPLETED, sessionCostUsd: 0.3 })
    expect((await waitForStatus(next, id, 'completed')).costUsd).toBe(0.05)
  })

  it('is refused while the execution goes on or waits, with what to do instead', async () => {
    await using world = await createWorld()
    const service = world.boot()
    const id = await world.start(service)
    await waitForStatus(service, id, 'running')
    const refused = { code: 'NOT_ENDED', message: expect.stringContaining('Wait for its end') as string }
    await expect(goOn(service, id)).rejects.toMatchObject(refused)
    world.runner.finish(id, ASKS)
    await waitForStatus(service, id, 'waiting_for_input')
    const asked = { code: 'NOT_ENDED', message: expect.stringContaining('Answer its questions') as string }
    await expect(goOn(service, id)).rejects.toMatchObject(asked)
  })

  it('is refused where there is no session, no project, no folder, no agent or no execution', async () => {
    await using world = await createWorld()
    const service = world.boot()
    const without = await world.start(service)
    await waitForStatus(service, without, 'running')
    await service.cancel(without)
    await expect(goOn(service, without)).rejects.toMatchObject({ code: 'NO_SESSION' })
    await expect(goOn(service, randomUUID())).rejects.toMatchObject({ code: 'EXECUTION_NOT_FOUND' })
    const { id: projectId, path: projectPath } = world.project
    const of = { projectId, projectPath, status: 'completed', sessionId: SESSION } as const
    const legacy = await world.store.create(newExecution({ ...of, legacy: {} }))
    await expect(goOn(service, legacy.id)).rejects.toMatchObject({ code: 'NO_SESSION' })
    const moved = await world.store.create(newExecution({ ...of, projectPath: '/elsewhere' }))
    await expect(goOn(service, moved.id)).rejects.toMatchObject({ code: 'PROJECT_NOT_FOUND' })

    const { id } = await world.store.create(newExecution(of))
    world.runner.refuse(new WorkflowError('AGENT_NOT_FOUND', 'the agent is gone'))
    await expect(goOn(service, id)).rejects.toMatchObject({ code: 'AGENT_NOT_FOUND' })
    world.runner.refuse(undefined)
    await rm(world.folder, { recursive: true })
    await expect(goOn(service, id)).rejects.toMatchObject({ code: 'PROJECT_PATH_MISSING' })
    await service.removeProject(projectId)
    await expect(goOn(service, id)).rejects.toMatchObject({ code: 'PROJECT_NOT_FOUND' })
  })
})

describe('a retry', () => {
  it('starts the same skill and input with the same time limit, and says of what it is one', async () => {
    await using world = await createWorld()
    const service = world.boot()
    const { execution } = await service.start({
      projectId: world.project.id,
      skill: 'review',
      input: 'the cart',
      timeoutMs: 4_321,
    })
    await expect(service.retry({ id: execution.id })).rejects.toMatchObject({ code: 'NOT_ENDED' })
    await service.cancel(execution.id)
    const again = await service.retry({ id: execution.id, requestId: 'click-1' })
    expect(again).toMatchObject({
      created: true,
      execution: { skill: 'review', input: 'the cart', timeoutMs: 4_321, retryOf: execution.id },
    })
    expect(again.execution).not.toHaveProperty('continues')
    const repeated = await service.retry({ id: execution.id, requestId: 'click-1' })
    expect(repeated).toMatchObject({ created: false, execution: { id: again.execution.id } })
  })

  it('of a follow-up sends its message once more to the session', async () => {
    await using world = await createWorld()
    const service = world.boot()
    const id = await goOn(service, await ended(world, service, 0.25))
    await waitForStatus(service, id, 'running')
    world.runner.finish(id, { ...COMPLETED, sessionId: SESSION, sessionCostUsd: 0.3 })
    await waitForStatus(service, id, 'completed')
    const { execution } = await service.retry({ id })
    expect(execution).toMatchObject({
      input: MESSAGE,
      retryOf: id,
      sessionId: SESSION,
      continues: { executionId: id, sessionCostUsd: 0.3 },
    })
  })
})

async function ended(world: World, service: WorkflowService, sessionCostUsd: number): Promise<string> {
  const id = await world.start(service)
  await waitForStatus(service, id, 'running')
  world.runner.finish(id, { ...COMPLETED, sessionId: SESSION, sessionCostUsd })
  await waitForStatus(service, id, 'completed')
  return id
}

async function goOn(service: WorkflowService, id: string): Promise<string> {
  return (await service.followUp({ id, message: MESSAGE })).execution.id
}
