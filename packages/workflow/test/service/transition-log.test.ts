import { expect, it } from 'vitest'
import { ASKS, COMPLETED, SESSION, createWorld, waitForStatus } from './service-harness.ts'

type World = Awaited<ReturnType<typeof createWorld>>

it('logs every transition of a conversation exactly once, with status before and after and the revision', async () => {
  await using world = await createWorld()
  const service = world.boot()
  const id = await world.start(service)
  await waitForStatus(service, id, 'running')
  world.runner.finish(id, ASKS)
  const { questionSet } = await waitForStatus(service, id, 'waiting_for_input')
  await service.answer({ id, questionSetId: questionSet?.id, answers: { q1: 'SQLite', q2: 'lint' } })
  await waitForStatus(service, id, 'running')
  world.runner.finish(id, { ...COMPLETED, sessionId: SESSION })
  const { revision } = await waitForStatus(service, id, 'completed')

  expect(movesOf(world, id)).toEqual([
    ['accepted', null, 'queued', 1],
    ['run_started', 'queued', 'running', 2],
    ['input_requested', 'running', 'waiting_for_input', 3],
    ['answered', 'waiting_for_input', 'queued', 4],
    ['run_started', 'queued', 'running', 5],
    ['completed', 'running', 'completed', 6],
  ])
  expect(revision).toBe(6)
})

it('logs a cancel once, however often and wherever it is cancelled', async () => {
  await using world = await createWorld()
  const service = world.boot()
  const running = await world.start(service)
  const queued = await world.start(service)
  await waitForStatus(service, running, 'running')
  for (const id of [queued, running]) await Promise.all([service.cancel(id), service.cancel(id)])

  expect(movesOf(world, queued).at(-1)).toEqual(['cancelled', 'queued', 'cancelled', 2])
  expect(movesOf(world, running).at(-1)).toEqual(['cancelled', 'running', 'cancelled', 3])
  expect(movesOf(world, queued)).toHaveLength(2)
  expect(movesOf(world, running)).toHaveLength(3)
})

it('logs what a recovery moves', async () => {
  await using world = await createWorld()
  const before = world.boot()
  const id = await world.start(before)
  const running = await waitForStatus(before, id, 'running')
  await before.close()
  world.runner.finish(id, COMPLETED)
  const lost = await world.store.create({ ...running, id: crypto.randomUUID(), revision: 0 })

  const after = world.boot()
  await after.recover()
  await waitForStatus(after, id, 'completed')

  expect(movesOf(world, id).at(-1)?.slice(0, 3)).toEqual(['completed', 'running', 'completed'])
  expect(movesOf(world, lost.id).map((move) => move.slice(0, 3))).toEqual([['failed', 'running', 'failed']])
})

it('tells an observer what it logs, with the record as it was stored', async () => {
  await using world = await createWorld()
  const service = world.boot()
  const id = await world.start(service)
  await waitForStatus(service, id, 'running')
  world.runner.finish(id, COMPLETED)
  const completed = await waitForStatus(service, id, 'completed')

  expect(world.moves.map(({ event, from, execution }) => [event, from, execution.status])).toEqual([
    ['accepted', null, 'queued'],
    ['run_started', 'queued', 'running'],
    ['completed', 'running', 'completed'],
  ])
  expect(world.moves.at(-1)?.execution).toEqual(completed)
})

it('goes on when the observer fails, and logs why', async () => {
  const failure = new Error('no')
  await using world = await createWorld({
    onMove: () => {
      throw failure
    },
  })
  const service = world.boot()
  const id = await world.start(service)
  await waitForStatus(service, id, 'running')

  expect(world.failures).toEqual(
    ['accepted', 'run_started'].map((event) => ({
      executionId: id,
      event,
      err: failure,
      message: 'the observer of transitions failed',
    })),
  )
})

function movesOf({ logged }: World, id: string): unknown[][] {
  return logged
    .filter(({ executionId, event }) => executionId === id && event !== undefined)
    .map(({ event, from, to, revision }) => [event, from, to, revision])
}
