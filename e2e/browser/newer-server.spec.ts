import { expect, expectStatus, openSampleProject, startSkill, test } from './dashboard.ts'

test('U3 a status that only a newer server knows is shown by its name, and nothing breaks', async ({
  complaints: _complaints,
  page,
  server,
}) => {
  await openSampleProject(page, server)
  await startSkill(page, 'demo-long')
  await expectStatus(page, 'Running')
  await page.route('**/api/trpc/workflow.status**', async (route) => {
    const response = await route.fetch()
    const answer = (await response.json()) as { result: { data: { revision: number } } }
    Object.assign(answer.result.data, { status: 'paused', revision: answer.result.data.revision + 1_000 })
    await route.fulfill({ response, json: answer })
  })
  await expectStatus(page, 'paused')
  for (const part of ['Result', 'Transcript', 'Timeline', 'Runs']) {
    await page.getByRole('tab', { name: part }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'demo-long' })).toBeVisible()
  }
  // A poll may be under way still; it must not be answered for a page that is closed.
  await page.unrouteAll({ behavior: 'ignoreErrors' })
})
