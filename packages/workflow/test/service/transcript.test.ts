import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { TranscriptPage } from '../../src/schema/index.ts'
import { ASKS, createWorld, SESSION, waitForStatus } from './service-harness.ts'

const PAGE: TranscriptPage = {
  size: 10,
  start: 0,
  end: 10,
  entries: [{ offset: 0, part: 0, kind: 'assistant', text: 'hello' }],
}
const NONE = { state: 'none', size: 0, start: 0, end: 0, entries: [] }

describe('the transcript of an execution', () => {
  test('is none before the agent has a session, and nobody is asked for a file then', async () => {
    await using world = await createWorld()
    const service = world.boot()
    const id = await world.start(service)
    await waitForStatus(service, id, 'running')
    expect(await service.transcript({ id })).toEqual(NONE)
    expect(world.transcripts.requests).toEqual([])
  })

  test('is that of the session which the live first run has open, and stays when the run is stopped', async () => {
    await using world = await createWorld()
    const service = world.boot()
    const id = await world.start(service)
    await waitForStatus(service, id, 'running')
    world.runner.beginSession(id, SESSION)
    world.transcripts.write(SESSION, PAGE)
    expect(await service.transcript({ id })).toEqual({ state: 'ready', sessionId: SESSION, ...PAGE })

    await service.cancel(id)
    expect(await service.get(id)).toMatchObject({ sessionId: SESSION, runs: [{ sessionId: SESSION }] })
    const later = world.boot()
    await later.recover()
    expect(await later.transcript({ id })).toMatchObject({ state: 'ready', sessionId: SESSION })
    expect(await service.transcript({ id })).toMatchObject({ state: 'ready', sessionId: SESSION })
  })

  test('is that of the recorded session, in the project of the execution, and each part as it is asked for', async () => {
    await using world = await createWorld()
    const service = world.boot()
    const id = await world.start(service)
    await waitForStatus(service, id, 'running')
    world.runner.finish(id, ASKS)
    await waitForStatus(service, id, 'waiting_for_input')
    expect(await service.transcript({ id })).toEqual({ ...NONE, sessionId: SESSION })
    world.transcripts.write(SESSION, PAGE)
    expect(await service.transcript({ id, after: 10, agentId: 'a1' })).toMatchObject({ state: 'ready' })
    expect(world.transcripts.requests).toEqual([
      { sessionId: SESSION, projectPath: world.project.path },
      { sessionId: SESSION, projectPath: world.project.path, after: 10, agentId: 'a1' },
    ])
  })

  test('is none, and no error, where it cannot be told who has a session open', async () => {
    await using world = await createWorld()
    const service = world.boot()
    const id = await world.start(service)
    await waitForStatus(service, id, 'running')
    world.breakSessions(new Error('EMFILE'))
    expect(await service.transcript({ id })).toEqual(NONE)
  })

  test('of an execution that nobody has is refused', async () => {
    await using world = await createWorld()
    await expect(world.boot().transcript({ id: randomUUID() })).rejects.toMatchObject({
      code: 'EXECUTION_NOT_FOUND',
    })
  })
})
