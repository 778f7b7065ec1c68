import { startServer } from '../support/built-server.ts'
import {
  DEMO_ENVIRONMENT,
  expect,
  expectNothingButServerAway,
  expectStatus,
  openSampleProject,
  startSkill,
  test,
} from './dashboard.ts'

test('U1 while the server is away the last data stays, and the page recovers by itself', async ({
  complaints,
  directory,
  page,
  server,
}) => {
  await openSampleProject(page, server)
  const id = await startSkill(page, 'demo-long')
  await expectStatus(page, 'Running')

  await server.kill9()
  await expect(page.getByRole('alert').filter({ hasText: 'Server not reachable since' })).toBeVisible()
  await expectStatus(page, 'Running')
  await expect(page.getByRole('heading', { level: 1, name: 'demo-long' })).toBeVisible()

  await using next = await startServer({
    directory,
    env: { ...DEMO_ENVIRONMENT, PORT: String(server.port) },
  })
  await expect(page.getByRole('alert').filter({ hasText: 'Server not reachable since' })).toBeHidden()
  await next.api.cancel(id)
  await expectStatus(page, 'Cancelled')

  await expectNothingButServerAway(page, complaints)
})
