import { expect, it } from 'vitest'
import { ASKS, COMPLETED, createWorld, waitForStatus } from './service-harness.ts'

it('shows at a glance what waits, runs, is queued and has finished, with the last activity of what runs', async () => {
  await using world = await createWorld()
  const service = world.boot()
  await service.recover()
  const asked = await world.start(service)
  await world.waitForRequests(1)
  world.runner.finish(asked, ASKS)
  await waitForStatus(service, asked, 'waiting_for_input')
  const done = await world.start(service)
  await world.waitForRequests(2)
  world.runner.finish(done, COMPLETED)
  await waitForStatus(service, done, 'completed')
  const running = await world.start(service)
  await waitForStatus(service, running, 'running')
  const queued = await world.start(service)

  const overview = await service.overview({ timeZone: 'UTC' })
  expect(overview.waiting).toMatchObject([{ id: asked, questionPreview: 'Which database?' }])
  expect(overview.running).toMatchObject([
    { id: running, lastActivityAt: expect.stringMatching(/Z$/) as string },
  ])
  expect(overview.queued).toMatchObject([{ id: queued }])
  expect(overview.finished).toMatchObject([{ id: done }])
  expect(overview.projects).toMatchObject([{ projectId: world.project.id, last: { id: done } }])
})
