import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createMemoryAcknowledgements } from '../../src/acknowledgements/memory-acknowledgements.ts'
import { WorkflowError } from '../../src/errors.ts'
import type { WorkflowService } from '../../src/service/port.ts'
import { refusalOf } from '../support/refusals.ts'
import { COMPLETED, createWorld, SESSION, waitForStatus } from './service-harness.ts'
import { bring, hooksOf, preflightOf, startInput, worldWith } from './trust-world.ts'

const countOf = async (service: WorkflowService) => (await service.list({ limit: 50 })).executions.length
type World = Awaited<ReturnType<typeof createWorld>>

describe('a folder that brings something', () => {
  it('is refused with the list and its hash until the hash is sent, and is asked for no more', async () => {
    await using world = await createWorld()
    const service = world.boot()
    await bring(world, hooksOf('./stop.sh'))
    const { brings, hash, isAcknowledged } = await preflightOf(world, service)
    expect(isAcknowledged).toBe(false)

    const refusal = await refusalOf(service.start(startInput(world)))
    expect(refusal).toMatchObject({ code: 'TRUST_REQUIRED', details: { hash, brings } })
    expect(refusal.message).toContain('1 hook')
    expect(refusal.message).toContain(hash)
    expect(brings).toEqual([
      { kind: 'hook', name: 'Stop', detail: './stop.sh', file: '.claude/settings.json' },
    ])
    expect([world.runner.requests, await countOf(service)]).toEqual([[], 0])

    const { execution } = await service.start({ ...startInput(world), acknowledge: hash })
    await waitForStatus(service, execution.id, 'running')
    expect(await preflightOf(world, service)).toEqual({ brings, hash, isAcknowledged: true })
    await service.start(startInput(world))
    await world.boot().start(startInput(world))
    expect(await countOf(service)).toBe(3)
  })

  it('is asked for again when it changed, and an acknowledgement of what was there before is refused', async () => {
    await using world = await createWorld()
    const service = world.boot()
    await bring(world, hooksOf('./stop.sh'))
    const old = await preflightOf(world, service)
    await service.start({ ...startInput(world), acknowledge: old.hash })
    await bring(world, hooksOf('./evil.sh'))
    const current = await preflightOf(world, service)
    for (const given of [undefined, old.hash, 'yes']) {
      const refused = service.start({
        ...startInput(world),
        ...(given !== undefined && { acknowledge: given }),
      })
      expect(await refusalOf(refused)).toMatchObject({
        code: 'TRUST_REQUIRED',
        details: { hash: current.hash, brings: [{ detail: './evil.sh' }] },
      })
    }
    await service.start({ ...startInput(world), acknowledge: current.hash })
    expect(await refusalOf(service.start({ ...startInput(world), acknowledge: old.hash }))).toMatchObject({
      code: 'TRUST_REQUIRED',
      details: { hash: current.hash },
    })
  })

  it('that brings nothing needs no acknowledgement, and takes any', async () => {
    await using world = await createWorld()
    const service = world.boot()
    await writeFile(join(world.folder, 'CLAUDE.md'), 'Be kind.')
    expect(await service.preflight(startInput(world))).toMatchObject({ brings: [], isAcknowledged: true })
    expect(await service.preflight(startInput(world))).not.toHaveProperty('hash')
    await service.start({ ...startInput(world), acknowledge: 'f'.repeat(64) })
    expect(await world.acknowledgements.find(world.project.path)).toBeUndefined()
  })

  it('answers a repeated request id as before, also when what it brings has changed', async () => {
    await using world = await createWorld()
    const service = world.boot()
    await bring(world, hooksOf('a'))
    const { hash } = await preflightOf(world, service)
    const input = { ...startInput(world), requestId: 'click-1' }
    const first = await service.start({ ...input, acknowledge: hash })
    await bring(world, hooksOf('b'))
    expect(await service.start(input)).toMatchObject({
      created: false,
      execution: { id: first.execution.id },
    })
  })
})

describe('the order of checks', () => {
  it.each<[string, string, (world: World) => Promise<unknown> | undefined]>([
    ['a skill that is not there', 'SKILL_NOT_FOUND', () => undefined],
    [
      'an agent that is not there',
      'AGENT_NOT_FOUND',
      (world) => {
        world.runner.refuse(new WorkflowError('AGENT_NOT_FOUND', 'Install it.'))
        return undefined
      },
    ],
    ['a folder that is gone', 'PROJECT_PATH_MISSING', (world) => rm(world.folder, { recursive: true })],
  ])('%s comes first, and nothing is acknowledged then', async (_what, code, breakIt) => {
    await using world = await createWorld()
    const service = world.boot()
    await bring(world, hooksOf('./stop.sh'))
    const { hash } = await preflightOf(world, service)
    await breakIt(world)
    const skill = code === 'SKILL_NOT_FOUND' ? 'nope' : 'review'
    for (const acknowledge of [undefined, hash]) {
      const input = { ...startInput(world), skill, ...(acknowledge !== undefined && { acknowledge }) }
      expect((await refusalOf(service.start(input))).code).toBe(code)
    }
    expect(await world.acknowledgements.find(world.project.path)).toBeUndefined()
  })

  it('a limit that is reached comes first, and nothing is acknowledged then', async () => {
    await using world = await createWorld()
    const service = world.boot()
    await service.setLimits({ limits: { maxRunsPerHour: 1 } })
    const id = await world.start(service)
    await waitForStatus(service, id, 'running')
    world.runner.finish(id, { ...COMPLETED, sessionId: SESSION })
    await waitForStatus(service, id, 'completed')
    await bring(world, hooksOf('./stop.sh'))
    const { hash } = await preflightOf(world, service)
    const begun = [
      service.start({ ...startInput(world), acknowledge: hash }),
      service.followUp({ id, message: 'Go on.', acknowledge: hash }),
    ]
    for (const one of begun) expect((await refusalOf(one)).code).toBe('RATE_LIMITED')
    expect(await world.acknowledgements.find(world.project.path)).toBeUndefined()
  })

  it('nothing is started or stored when the acknowledgement cannot be written', async () => {
    const full = new WorkflowError('STORAGE_FULL', 'The disk is full.')
    const acknowledgements = { ...createMemoryAcknowledgements(), keep: () => Promise.reject(full) }
    await using world = await createWorld({ acknowledgements })
    const service = world.boot()
    await bring(world, hooksOf('./stop.sh'))
    const { hash } = await preflightOf(world, service)
    const refused = service.start({ ...startInput(world), acknowledge: hash })
    expect((await refusalOf(refused)).code).toBe('STORAGE_FULL')
    expect([world.runner.requests, await countOf(service)]).toEqual([[], 0])
  })
})

describe('whatever begins a process', () => {
  it.each(['followUp', 'retry'] as const)('%s is refused and then let in', async (call) => {
    const { world, service, id } = await worldWith('completed')
    await using _ = world
    const input = { id, message: 'Go on.', requestId: 'click-1' }
    const go = (acknowledge?: string) => {
      const more = { ...input, ...(acknowledge !== undefined && { acknowledge }) }
      return call === 'retry' ? service.retry(more) : service.followUp(more)
    }
    const { hash } = await preflightOf(world, service)
    expect((await refusalOf(go())).code).toBe('TRUST_REQUIRED')
    expect((await refusalOf(go('f'.repeat(64)))).code).toBe('TRUST_REQUIRED')
    expect(await countOf(service)).toBe(1)
    const begun = await go(hash)
    expect(begun.created).toBe(true)
    expect((await go()).execution.id).toBe(begun.execution.id)
  })

  it('a retry of a follow-up is asked too', async () => {
    const { world, service, id } = await worldWith('completed')
    await using _ = world
    const { hash } = await preflightOf(world, service)
    const { execution } = await service.followUp({ id, message: 'Go on.', acknowledge: hash })
    await waitForStatus(service, execution.id, 'running')
    world.runner.finish(execution.id, { ...COMPLETED, sessionId: SESSION })
    await waitForStatus(service, execution.id, 'completed')
    await bring(world, hooksOf('./other.sh'))
    expect((await refusalOf(service.retry({ id: execution.id }))).code).toBe('TRUST_REQUIRED')
    await service.retry({ id: execution.id, acknowledge: (await preflightOf(world, service)).hash })
  })

  it('an answer that is refused loses and stores nothing, and can be given again with the hash', async () => {
    const { world, service, id, answers } = await worldWith('asked')
    await using _ = world
    const before = await service.get(id)
    const input = { id, answers, requestId: 'click-1' }
    for (const acknowledge of [undefined, 'f'.repeat(64)]) {
      const refused = service.answer({ ...input, ...(acknowledge !== undefined && { acknowledge }) })
      expect((await refusalOf(refused)).code).toBe('TRUST_REQUIRED')
    }
    expect(await service.get(id)).toEqual(before)
    const { hash } = await preflightOf(world, service)
    const answered = await service.answer({ ...input, acknowledge: hash })
    expect(answered.answers).toHaveLength(1)
    expect((await service.answer(input)).id).toBe(id)
    await waitForStatus(service, id, 'running')
  })

  it('answers that do not fit come after it, and acknowledge nothing', async () => {
    const { world, service, id } = await worldWith('asked')
    await using _ = world
    const { hash } = await preflightOf(world, service)
    expect((await refusalOf(service.answer({ id, answers: {} }))).code).toBe('TRUST_REQUIRED')
    expect((await refusalOf(service.answer({ id, answers: {}, acknowledge: hash }))).code).toBe(
      'ANSWERS_INVALID',
    )
    expect((await preflightOf(world, service)).isAcknowledged).toBe(false)
  })

  it('an answer to what does not wait any more comes before it', async () => {
    const { world, service, id } = await worldWith('completed')
    await using _ = world
    expect((await refusalOf(service.answer({ id, answers: {} }))).code).toBe('NOT_WAITING')
  })
})

it('health tells what is wrong with the acknowledgements', async () => {
  const problem = { code: 'ACKNOWLEDGEMENTS_UNREADABLE', message: 'Gone.', remedy: 'Put it back.' }
  const acknowledgements = { ...createMemoryAcknowledgements(), problems: () => Promise.resolve([problem]) }
  await using world = await createWorld({ acknowledgements })
  expect(await world.boot().health()).toMatchObject({ ok: true, problems: [problem] })
})
