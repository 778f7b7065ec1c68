import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { ASKS, createWorld, waitForStatus } from './service-harness.ts'

const MINUTE = 60

/** A clock of which the test says when its time is over. */
function createTimers() {
  const over: (() => void)[] = []
  const asked: number[] = []
  const wait = (ms: number, signal: AbortSignal) =>
    new Promise<void>((resolve, reject) => {
      asked.push(ms)
      over.push(resolve)
      signal.addEventListener('abort', () => {
        reject(new Error('aborted'))
      })
    })
  return {
    wait,
    asked,
    expire: () =>
      over.splice(0).forEach((end) => {
        end()
      }),
  }
}

async function startedWorld(wait: ReturnType<typeof createTimers>['wait']) {
  const world = await createWorld({ wait })
  const service = world.boot()
  const { execution } = await service.start({ projectId: world.project.id, skill: 'review' })
  const { id } = execution
  const running = await waitForStatus(service, id, 'running')
  return { world, service, id, running }
}

describe('a status that is waited for', () => {
  it('comes when the revision is another one, and not before', async () => {
    const timers = createTimers()
    const { world, service, id, running } = await startedWorld(timers.wait)
    await using _world = world
    let isAnswered = false
    const waiting = service.status({ id, since: running.revision, wait: MINUTE }).finally(() => {
      isAnswered = true
    })
    // Another execution is none of its business.
    await service.start({ projectId: world.project.id, skill: 'review' })
    expect(isAnswered).toBe(false)
    world.runner.finish(id, ASKS)
    const answer = await waiting
    expect(answer.revision).toBeGreaterThan(running.revision)
    expect(timers.asked).toContain(MINUTE * 1_000)
  })

  it('comes at once for a revision that is not the present one', async () => {
    const timers = createTimers()
    const { world, service, id, running } = await startedWorld(timers.wait)
    await using _world = world
    expect(await service.status({ id, since: running.revision - 1, wait: MINUTE })).toEqual(running)
  })

  it('waits from the present revision on where none is given', async () => {
    const timers = createTimers()
    const { world, service, id, running } = await startedWorld(timers.wait)
    await using _world = world
    const waiting = service.status({ id, wait: MINUTE })
    world.runner.finish(id, ASKS)
    expect((await waiting).revision).toBeGreaterThan(running.revision)
  })

  it.each(['the time is over', 'the caller is gone', 'the server ends'])(
    'is as it was when %s',
    async (what) => {
      const timers = createTimers()
      const { world, service, id, running } = await startedWorld(timers.wait)
      await using _world = world
      const caller = new AbortController()
      const waiting = service.status({ id, since: running.revision, wait: MINUTE }, caller.signal)
      if (what === 'the caller is gone') caller.abort()
      else if (what === 'the server ends') service.drain()
      else timers.expire()
      expect(await waiting).toEqual(running)
      // Nor does anybody wait who comes after the end.
      if (what === 'the server ends')
        expect(await service.status({ id, since: running.revision, wait: MINUTE })).toEqual(running)
    },
  )

  it('is refused at once for an execution that is not there', async () => {
    const timers = createTimers()
    const { world, service } = await startedWorld(timers.wait)
    await using _world = world
    const waiting = service.status({ id: randomUUID(), since: 1, wait: MINUTE })
    await expect(waiting).rejects.toMatchObject({ code: 'EXECUTION_NOT_FOUND' })
  })
})

describe('changes that are waited for', () => {
  it('come with the first change of whatever execution', async () => {
    const timers = createTimers()
    const { world, service, id } = await startedWorld(timers.wait)
    await using _world = world
    const { cursor } = await service.changes({})
    const waiting = service.changes({ since: cursor, wait: MINUTE })
    world.runner.finish(id, ASKS)
    expect((await waiting).executions.map((execution) => execution.id)).toEqual([id])
  })

  it('come at once for the cursor of an earlier server, and without one', async () => {
    const timers = createTimers()
    const { world, service } = await startedWorld(timers.wait)
    await using _world = world
    const { cursor } = await (await createWorld()).boot().changes({})
    expect((await service.changes({ since: cursor, wait: MINUTE })).isReset).toBe(true)
    expect((await service.changes({ wait: MINUTE })).executions).toEqual([])
  })
})
