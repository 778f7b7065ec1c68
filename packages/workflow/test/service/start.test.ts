import { rm } from 'node:fs/promises'
import { expect, it, describe } from 'vitest'
import { WorkflowError } from '../../src/errors.ts'
import { ASKS, COMPLETED, createGate, createWorld, settle, waitForStatus } from './service-harness.ts'

describe('start', () => {
  it('runs the skill and records what it ended in', async () => {
    await using world = await createWorld()
    const service = world.boot()
    const id = await world.start(service, { input: 'the cart' })
    await waitForStatus(service, id, 'running')
    world.runner.finish(id, { ...COMPLETED, exitCode: 0, sessionCostUsd: 0.25, numTurns: 2 })
    const execution = await waitForStatus(service, id, 'completed')
    expect(execution).toMatchObject({
      skill: 'review',
      input: 'the cart',
      projectName: 'shop',
      projectPath: world.project.path,
      output: { message: 'done' },
      costUsd: 0.25,
      numTurns: 2,
      timeoutMs: 600_000,
      runs: [{ attempt: 1, exitCode: 0, costUsd: 0.25 }],
    })
    expect(world.runner.requests).toHaveLength(1)
  })

  it('starts once for one request id, however often and however parallel it comes', async () => {
    await using world = await createWorld()
    const service = world.boot()
    const input = { projectId: world.project.id, skill: 'review', requestId: 'click-1' }
    const started = await Promise.all(Array.from({ length: 50 }, () => service.start(input)))
    expect(new Set(started.map(({ execution }) => execution.id)).size).toBe(1)
    expect(started.filter(({ created }) => created)).toHaveLength(1)
    await waitForStatus(service, started[0]?.execution.id ?? '', 'running')
    expect(world.runner.requests).toHaveLength(1)
  })

  it('runs the executions of one project one after the other, in order', async () => {
    await using world = await createWorld()
    const service = world.boot()
    const ids: string[] = []
    for (let count = 0; count < 5; count += 1) ids.push(await world.start(service))
    for (const id of ids) {
      await waitForStatus(service, id, 'running')
      expect(world.runner.live).toHaveLength(1)
      world.runner.finish(id, COMPLETED)
      await waitForStatus(service, id, 'completed')
    }
    expect(world.runner.requests.map(({ executionId }) => executionId)).toEqual(ids)
  })

  it('runs them in order of their times, also when one is written more slowly than those that came later', async () => {
    const slow = createGate()
    const waits = [slow.opened]
    await using world = await createWorld({ beforeCreate: () => waits.pop() ?? Promise.resolve() })
    const service = world.boot()
    const started = Array.from({ length: 5 }, () => world.start(service))
    await settle()
    slow.open()
    const executions = await Promise.all((await Promise.all(started)).map((id) => service.get(id)))
    const inOrder = executions.toSorted((a, b) => a.startedAt.localeCompare(b.startedAt)).map(({ id }) => id)
    for (const id of inOrder) {
      await waitForStatus(service, id, 'running')
      world.runner.finish(id, COMPLETED)
      await waitForStatus(service, id, 'completed')
    }
    expect(world.runner.requests.map(({ executionId }) => executionId)).toEqual(inOrder)
  })

  it('says why an execution waits, without writing anything', async () => {
    await using world = await createWorld()
    const service = world.boot()
    await waitForStatus(service, await world.start(service), 'running')
    const id = await world.start(service)
    const first = await service.get(id)
    expect(first).toMatchObject({ status: 'queued', queuedBecause: expect.any(String) as string })
    expect((await service.get(id)).revision).toBe(first.revision)
    expect(await world.store.get(id)).not.toHaveProperty('queuedBecause')
  })

  it.each([
    ['an unknown project', { projectId: 'nope' }, 'PROJECT_NOT_FOUND'],
    ['a project id that none could have', { projectId: '/'.repeat(200) }, 'PROJECT_NOT_FOUND'],
    ['an unknown skill', { skill: 'reviw' }, 'SKILL_NOT_FOUND'],
  ])('refuses %s before anything is written', async (_what, wrong, code) => {
    await using world = await createWorld()
    const service = world.boot()
    const input = { projectId: world.project.id, skill: 'review', ...wrong }
    await expect(service.start(input)).rejects.toMatchObject({ code })
    expect((await service.list({ limit: 50 })).executions).toEqual([])
  })

  it('refuses a project whose folder is gone', async () => {
    await using world = await createWorld()
    const service = world.boot()
    await rm(world.folder, { recursive: true })
    await expect(world.start(service)).rejects.toMatchObject({ code: 'PROJECT_PATH_MISSING' })
  })

  it('refuses what the agent refuses, before anything is written', async () => {
    await using world = await createWorld()
    const service = world.boot()
    world.runner.refuse(new WorkflowError('AGENT_REFUSED', 'root'))
    await expect(world.start(service)).rejects.toMatchObject({ code: 'AGENT_REFUSED' })
    expect((await service.list({ limit: 50 })).executions).toEqual([])
  })

  it('fails an execution that was accepted and then cannot be started, and frees its slot', async () => {
    await using world = await createWorld()
    const service = world.boot()
    const first = await world.start(service)
    const second = await world.start(service)
    await waitForStatus(service, first, 'running')
    world.runner.refuse(new WorkflowError('AGENT_NOT_FOUND', 'the agent is gone'))
    world.runner.finish(first, COMPLETED)
    const failed = await waitForStatus(service, second, 'failed')
    expect(failed).toMatchObject({
      error: { code: 'AGENT_NOT_FOUND', message: 'the agent is gone' },
      runs: [],
    })
    world.runner.refuse(undefined)
    await waitForStatus(service, await world.start(service), 'running')
  })

  it('records no run for a process that never was', async () => {
    await using world = await createWorld({ claimsAtOnce: false })
    const service = world.boot()
    const id = await world.start(service)
    await world.waitForRequests(1)
    world.runner.claim(id)
    world.runner.finish(id, ASKS)
    const asked = await waitForStatus(service, id, 'waiting_for_input')
    await service.answer({ id, answers: { q1: 'SQLite', q2: 'lint' } })
    await world.waitForRequests(2)
    world.runner.finish(id, {
      outcome: { kind: 'failed', error: { code: 'SPAWN_FAILED', message: 'E2BIG' } },
    })
    const failed = await waitForStatus(service, id, 'failed')
    expect(failed.runs).toEqual(asked.runs)
  })
})
