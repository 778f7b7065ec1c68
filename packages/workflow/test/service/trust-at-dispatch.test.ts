import { rename, rm, symlink } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { COMPLETED, createWorld, SESSION, settle, waitForStatus } from './service-harness.ts'
import { bring, hooksOf, preflightOf, startInput, worldWith } from './trust-world.ts'

describe('a run that was accepted', () => {
  it('is not begun when another run of the project has changed what the folder brings', async () => {
    await using world = await createWorld()
    const service = world.boot()
    const first = await world.start(service)
    await waitForStatus(service, first, 'running')
    const second = await world.start(service)
    await bring(world, hooksOf('./planted.sh'))
    world.runner.finish(first, COMPLETED)

    const { error, runs } = await waitForStatus(service, second, 'failed')

    expect(error).toMatchObject({
      code: 'TRUST_REQUIRED',
      message: expect.stringContaining('1 hook') as string,
    })
    expect(error?.remedy).toContain('acknowledgement')
    expect(runs).toEqual([])
    await settle()
    expect(world.runner.requests.map(({ executionId }) => executionId)).toEqual([first])
    const { hash } = await preflightOf(world, service)
    const again = await service.retry({ id: second, acknowledge: hash })
    await waitForStatus(service, again.execution.id, 'running')
  })

  it('W10 is not begun where a link has taken the place of its folder, nor is anything after it', async () => {
    await using world = await createWorld()
    const service = world.boot()
    const first = await world.start(service)
    await waitForStatus(service, first, 'running')
    const second = await world.start(service)
    const elsewhere = `${world.folder}-elsewhere`
    await rename(world.folder, elsewhere)
    await symlink(elsewhere, world.folder)
    world.runner.finish(first, { ...COMPLETED, sessionId: SESSION })

    const { error, runs } = await waitForStatus(service, second, 'failed')
    await rm(elsewhere, { recursive: true })

    expect(error?.message).toContain(`cannot be used: ${world.folder}`)
    expect(runs).toEqual([])
    expect(world.runner.requests.map(({ executionId }) => executionId)).toEqual([first])
    const goOn = service.followUp({ id: first, message: 'Go on.' })
    await expect(goOn).rejects.toMatchObject({ code: 'PROJECT_PATH_MISSING' })
  })

  it('is begun when what has changed was acknowledged meanwhile', async () => {
    await using world = await createWorld()
    const service = world.boot()
    const first = await world.start(service)
    await waitForStatus(service, first, 'running')
    const second = await world.start(service)
    await bring(world, hooksOf('./known.sh'))
    await service.start({ ...startInput(world), acknowledge: (await preflightOf(world, service)).hash })
    world.runner.finish(first, COMPLETED)
    await waitForStatus(service, second, 'running')
  })

  it('that was answered fails in the same way, and its session can be gone on with', async () => {
    const { world, service, id, answers } = await worldWith('asked')
    await using _ = world
    const blocker = await service.start({
      ...startInput(world),
      acknowledge: (await preflightOf(world, service)).hash,
    })
    await waitForStatus(service, blocker.execution.id, 'running')
    await service.answer({ id, answers })
    await bring(world, hooksOf('./planted.sh'))
    world.runner.finish(blocker.execution.id, COMPLETED)
    const failed = await waitForStatus(service, id, 'failed')
    expect(failed).toMatchObject({ error: { code: 'TRUST_REQUIRED' }, sessionId: SESSION, answers: [{}] })
    const { hash } = await preflightOf(world, service)
    await service.followUp({ id, message: 'Go on with my answers.', acknowledge: hash })
  })
})
