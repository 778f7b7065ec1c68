import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { RunOutput } from '../../src/service/port.ts'
import { ASKS, createWorld, waitForStatus } from './service-harness.ts'

async function read({ attempt, parts }: RunOutput) {
  let text = ''
  for await (const part of parts) text += part
  return { attempt, text }
}

describe('what a run printed', () => {
  it('is that of the last run, or of the one that is named, and of the stream that is asked for', async () => {
    await using world = await createWorld()
    const service = world.boot()
    const id = await world.start(service)
    await waitForStatus(service, id, 'running')
    world.runner.print(id, 'stdout', 'first')
    world.runner.finish(id, ASKS)
    await waitForStatus(service, id, 'waiting_for_input')
    await service.answer({ id, answers: { q1: 'SQLite', q2: ['lint'] } })
    await waitForStatus(service, id, 'running')
    world.runner.print(id, 'stderr', 'second')

    const output = async (run?: number, stream: 'stdout' | 'stderr' = 'stdout') =>
      read(await service.output({ id, stream, ...(run !== undefined && { run }) }))
    expect(await output()).toEqual({ attempt: 2, text: '' })
    expect(await output(undefined, 'stderr')).toEqual({ attempt: 2, text: 'second' })
    expect(await output(1)).toEqual({ attempt: 1, text: 'first' })
    await expect(output(3)).rejects.toMatchObject({ code: 'OUTPUT_NOT_FOUND' })
  })

  it('is none of what has not run, and of nobody', async () => {
    await using world = await createWorld({ maxRuns: 0 })
    const service = world.boot()
    const id = await world.start(service)
    await expect(service.output({ id, stream: 'stdout' })).rejects.toMatchObject({ code: 'OUTPUT_NOT_FOUND' })
    await expect(service.output({ id: randomUUID(), stream: 'stdout' })).rejects.toMatchObject({
      code: 'EXECUTION_NOT_FOUND',
    })
  })
})
