import { rm } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import type { WorkflowService } from '../../src/service/port.ts'
import { ASKS, COMPLETED, SESSION, createWorld, waitForStatus } from './service-harness.ts'

const ANSWERS = { q1: 'SQLite', q2: ['lint', 'something else'] }

describe('answer', () => {
  it('stores the answers and resumes the session with them, counting the cost once', async () => {
    await using world = await createWorld()
    const { service, id, questionSet } = await waiting(world)
    const answered = await service.answer({
      id,
      questionSetId: questionSet.id,
      answers: ANSWERS,
      message: 'thanks',
    })
    expect(answered).toMatchObject({ status: 'queued', answers: [{ answers: ANSWERS, message: 'thanks' }] })
    await waitForStatus(service, id, 'running')
    expect(world.runner.requests[1]).toMatchObject({
      attempt: 2,
      task: {
        kind: 'resume',
        sessionId: SESSION,
        answer: { questionSetId: questionSet.id, answers: ANSWERS },
      },
    })
    world.runner.finish(id, { ...COMPLETED, sessionId: SESSION, sessionCostUsd: 0.03 })
    const execution = await waitForStatus(service, id, 'completed')
    expect(execution.costUsd).toBe(0.03)
    expect(execution.runs.map(({ costUsd }) => costUsd)).toEqual([0.01, 0.02])
    expect(execution).not.toHaveProperty('questionSet')
  })

  it('takes one of 50 parallel answers, and tells the others which one', async () => {
    await using world = await createWorld()
    const { service, id, questionSet } = await waiting(world)
    const results = await Promise.allSettled(
      Array.from({ length: 50 }, (_, index) =>
        service.answer({ id, questionSetId: questionSet.id, answers: { q1: String(index), q2: 'lint' } }),
      ),
    )
    const refused = results.filter((result) => result.status === 'rejected')
    expect(refused).toHaveLength(49)
    for (const { reason } of refused) {
      expect(reason).toMatchObject({
        code: 'ALREADY_ANSWERED',
        details: { answer: { answers: { q1: '0' } } },
      })
    }
    await waitForStatus(service, id, 'running')
    expect(world.runner.requests).toHaveLength(2)
  })

  it('takes a repeated request id as the answer that it already has', async () => {
    await using world = await createWorld()
    const { service, id } = await waiting(world)
    await service.answer({ id, answers: ANSWERS, requestId: 'once' })
    await expect(
      service.answer({ id, answers: { q1: 'PostgreSQL' }, requestId: 'once' }),
    ).resolves.toMatchObject({
      answers: [{ answers: ANSWERS }],
    })
  })

  it('refuses the set of an earlier round and one that never was', async () => {
    await using world = await createWorld()
    const { service, id, questionSet } = await waiting(world)
    await service.answer({ id, answers: ANSWERS })
    await waitForStatus(service, id, 'running')
    world.runner.finish(id, { ...ASKS, sessionCostUsd: 0.02 })
    await waitForStatus(service, id, 'waiting_for_input')
    await expect(
      service.answer({ id, questionSetId: questionSet.id, answers: ANSWERS }),
    ).rejects.toMatchObject({
      code: 'ALREADY_ANSWERED',
    })
    const never = 'c0ffee00-7a0a-4c35-9d3f-0f1e2d3c4b5a'
    await expect(service.answer({ id, questionSetId: never, answers: ANSWERS })).rejects.toMatchObject({
      code: 'STALE_QUESTIONS',
    })
  })

  it('refuses answers that do not fit, and the question stays open', async () => {
    await using world = await createWorld()
    const { service, id } = await waiting(world)
    await expect(service.answer({ id, answers: {} })).rejects.toMatchObject({
      code: 'ANSWERS_INVALID',
      details: { issues: [{ path: ['q1'] }, { path: ['q2'] }] },
    })
    expect((await service.get(id)).status).toBe('waiting_for_input')
  })

  it('spends no answer on a project whose folder is gone', async () => {
    await using world = await createWorld()
    const { service, id } = await waiting(world)
    await rm(world.folder, { recursive: true })
    await expect(service.answer({ id, answers: ANSWERS })).rejects.toMatchObject({
      code: 'PROJECT_PATH_MISSING',
    })
    expect((await service.get(id)).status).toBe('waiting_for_input')
  })

  it('goes on although the project was removed', async () => {
    await using world = await createWorld()
    const { service, id } = await waiting(world)
    await service.removeProject(world.project.id)
    await service.answer({ id, answers: ANSWERS })
    await waitForStatus(service, id, 'running')
    expect((await service.list({ projectId: world.project.id, limit: 50 })).executions).toHaveLength(1)
  })

  it.each(['running', 'completed', 'failed', 'cancelled'] as const)(
    'refuses an answer to a %s one',
    async (status) => {
      await using world = await createWorld()
      const service = world.boot()
      const id = await world.start(service)
      await waitForStatus(service, id, 'running')
      if (status === 'completed') world.runner.finish(id, COMPLETED)
      if (status === 'failed') {
        world.runner.finish(id, {
          outcome: { kind: 'failed', error: { code: 'AGENT_FAILED', message: 'x' } },
        })
      }
      if (status === 'cancelled') await service.cancel(id)
      await waitForStatus(service, id, status)
      await expect(service.answer({ id, answers: ANSWERS })).rejects.toMatchObject({
        code: 'NOT_WAITING',
        details: { status },
      })
    },
  )
})

async function waiting(world: Awaited<ReturnType<typeof createWorld>>) {
  const service: WorkflowService = world.boot()
  const id = await world.start(service)
  await waitForStatus(service, id, 'running')
  world.runner.finish(id, ASKS)
  const { questionSet } = await waitForStatus(service, id, 'waiting_for_input')
  if (!questionSet) throw new Error('no question set')
  return { service, id, questionSet }
}
