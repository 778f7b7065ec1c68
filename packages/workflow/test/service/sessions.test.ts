import { describe, expect, it } from 'vitest'
import type { WorkflowService } from '../../src/service/port.ts'
import { ASKS, COMPLETED, SESSION, createWorld, waitForStatus } from './service-harness.ts'

type World = Awaited<ReturnType<typeof createWorld>>

const ANSWERS = { q1: 'SQLite', q2: 'lint' }
const TERMINAL = { sessionId: SESSION, pid: 4711 }

describe('one live run per session', () => {
  it('lets two executions of one session go on one after the other', async () => {
    await using world = await createWorld({ runsPerLane: 4 })
    const service = world.boot()
    const [first, second] = [await asking(world, service), await asking(world, service)]
    await Promise.all([first, second].map((id) => service.answer({ id, answers: ANSWERS })))
    const [running, waiting] = await whoRuns(service, first, second)

    expect(await service.get(waiting)).toMatchObject({
      status: 'queued',
      answers: [{ answers: { q1: 'SQLite' } }],
      queuedBecause: `Its session is in use by the execution ${running}.`,
    })
    expect(world.runner.live).toHaveLength(1)
    world.runner.finish(running, COMPLETED)
    await waitForStatus(service, waiting, 'running')
    expect(world.runner.live).toEqual([{ executionId: waiting, attempt: 2 }])
  })

  it('lets an answer wait for a first run whose session only its agent tells', async () => {
    await using world = await createWorld({ runsPerLane: 4 })
    const service = world.boot()
    const asked = await asking(world, service)
    const other = await world.start(service)
    await waitForStatus(service, other, 'running')
    world.runner.beginSession(other, SESSION)
    await service.answer({ id: asked, answers: ANSWERS })

    await untilQueuedBecause(service, asked, `Its session is in use by the execution ${other}.`)
    world.runner.finish(other, COMPLETED)
    await waitForStatus(service, asked, 'running')
  })

  it('lets an answer wait while a terminal has the session open, and others of the project run', async () => {
    await using world = await createWorld()
    const service = world.boot()
    const id = await asking(world, service)
    const release = world.runner.holdSession(TERMINAL)
    const answered = await service.answer({ id, answers: ANSWERS })
    expect(answered).toMatchObject({ status: 'queued', answers: [{ answers: { q1: 'SQLite' } }] })
    await untilQueuedBecause(service, id, /process 4711/)

    const other = await world.start(service)
    await waitForStatus(service, other, 'running')
    world.runner.finish(other, COMPLETED)
    await waitForStatus(service, other, 'completed')
    await untilQueuedBecause(service, id, /process 4711/)
    expect(world.runner.requests).toHaveLength(2)

    release()
    // Nobody tells that a terminal was closed: it is asked about again and again.
    await waitForStatus(service, id, 'running')
    expect(world.runner.requests).toHaveLength(3)
    expect(world.runner.requests[2]?.task).toMatchObject({ kind: 'resume', sessionId: SESSION })
  })

  it('is what a cancelled answer no longer waits for: it never runs', async () => {
    await using world = await createWorld()
    const service = world.boot()
    const id = await asking(world, service)
    const release = world.runner.holdSession(TERMINAL)
    await service.answer({ id, answers: ANSWERS })
    await untilQueuedBecause(service, id, /process 4711/)

    expect((await service.cancel(id)).status).toBe('cancelled')
    release()
    const next = await world.start(service)
    await waitForStatus(service, next, 'running')
    expect(world.runner.requests.map(({ executionId }) => executionId)).toEqual([id, next])
  })

  it('is what an answer still waits for after a restart, and then goes on', async () => {
    await using world = await createWorld()
    const before = world.boot()
    const id = await asking(world, before)
    const release = world.runner.holdSession(TERMINAL)
    await before.answer({ id, answers: ANSWERS })
    await before.close()

    const after = world.boot()
    await after.recover()
    await untilQueuedBecause(after, id, /process 4711/)
    expect(world.runner.requests).toHaveLength(1)
    release()
    await waitForStatus(after, id, 'running')
  })

  it('holds for a resumed run that an earlier server began', async () => {
    await using world = await createWorld({ runsPerLane: 4 })
    const before = world.boot()
    const [live, waiting] = [await asking(world, before), await asking(world, before)]
    await before.answer({ id: live, answers: ANSWERS })
    await waitForStatus(before, live, 'running')
    await before.close()

    const after = world.boot()
    await after.recover()
    await after.answer({ id: waiting, answers: ANSWERS })
    await untilQueuedBecause(after, waiting, `Its session is in use by the execution ${live}.`)
    world.runner.finish(live, COMPLETED)
    await waitForStatus(after, waiting, 'running')
  })

  it('is kept where nobody can tell who has the session open, and everything else runs', async () => {
    await using world = await createWorld()
    const service = world.boot()
    const id = await asking(world, service)
    world.breakSessions(new Error('EMFILE'))
    await service.answer({ id, answers: ANSWERS })
    await untilQueuedBecause(service, id, /cannot be told/)
    await waitForStatus(service, await world.start(service), 'running')
    expect(world.runner.requests.map(({ attempt }) => attempt)).toEqual([1, 1])

    world.breakSessions(undefined)
    world.runner.finish(world.runner.live[0]?.executionId ?? '', COMPLETED)
    await waitForStatus(service, id, 'running')
  })
})

/** An execution that waits for an answer; all of them have one session. */
async function asking(world: World, service: WorkflowService): Promise<string> {
  const id = await world.start(service)
  await waitForStatus(service, id, 'running')
  world.runner.finish(id, ASKS)
  await waitForStatus(service, id, 'waiting_for_input')
  return id
}

/** Which of the two runs, and which does not. */
async function whoRuns(service: WorkflowService, a: string, b: string): Promise<[string, string]> {
  let running: string | undefined
  await expect
    .poll(async () => {
      for (const id of [a, b]) if ((await service.get(id)).status === 'running') running = id
      return running
    })
    .toBeDefined()
  return running === a ? [a, b] : [b, a]
}

async function untilQueuedBecause(service: WorkflowService, id: string, reason: string | RegExp) {
  await expect.poll(async () => (await service.get(id)).queuedBecause).toMatch(reason)
  expect((await service.get(id)).status).toBe('queued')
}
