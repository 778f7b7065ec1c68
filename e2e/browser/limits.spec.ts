import { expect, openSampleProject, test } from './dashboard.ts'

test('limits are set for everything and for one project, and refuse a start in words', async ({
  complaints,
  page,
  server,
}) => {
  await test.step('those of everything, under the settings', async () => {
    await page.goto(`${server.origin}/settings`)
    const panel = page.getByRole('region', { name: 'Limits of all projects together' })
    await panel.getByLabel('Cost of one execution (US dollars)').fill('none')
    await panel.getByRole('button', { name: 'Save limits' }).click()
    await expect(panel).toContainText('“none” is no amount above 0')
    await expect(panel.getByLabel('Cost of one execution (US dollars)')).toBeFocused()
    await panel.getByLabel('Cost of one execution (US dollars)').fill('2,50')
    await panel.getByRole('button', { name: 'Save limits' }).click()
    await expect(page.getByText('The limits are in force.')).toBeVisible()
    expect((await server.api.get('/api/limits')).json).toEqual({ global: { maxCostUsd: 2.5 }, projects: {} })
    await page.reload()
    await expect(panel.getByLabel('Cost of one execution (US dollars)')).toHaveValue('2.5')
  })

  await test.step('those of a project, on its page', async () => {
    await openSampleProject(page, server)
    await page.getByRole('button', { name: 'Limits', exact: true }).click()
    const dialog = page.getByRole('dialog', { name: /^Limits of/ })
    await expect(dialog.getByLabel('Cost of one execution (US dollars)')).toHaveValue('')
    await dialog.getByLabel('Runs per hour').fill('1')
    await dialog.getByRole('button', { name: 'Save limits' }).click()
    await expect(dialog).toHaveCount(0)
    const { json } = await server.api.get('/api/limits')
    expect(Object.values((json as { projects: object }).projects)).toEqual([{ maxRunsPerHour: 1 }])
  })

  await test.step('a start beyond the limit says which, and when it is free again', async () => {
    const { json } = await server.api.get('/api/projects')
    const [project] = (json as { projects: { id: string }[] }).projects
    await server.api.start({ projectId: project?.id ?? '', skill: 'demo-complete' })
    await page.getByRole('button', { name: 'Start demo-complete' }).click()
    const dialog = page.getByRole('dialog', { name: 'Start demo-complete' })
    await dialog.getByRole('button', { name: 'Start', exact: true }).click()
    await expect(dialog.getByRole('alert')).toContainText('A limit is reached')
    await expect(dialog.getByRole('alert')).toContainText('1 run per hour for this project')
    // The browser's own line about the 429.
    expect(complaints.splice(0)).toEqual([expect.stringContaining('429')])
  })
})

test('everything is stopped from the overview, after a question, and from the palette', async ({
  complaints: _complaints,
  page,
  server,
}) => {
  await page.goto(server.origin)
  const button = page.getByRole('button', { name: 'Stop everything' })
  await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible()
  await expect(button).toHaveCount(0)
  const { json } = await server.api.get('/api/projects')
  const [project] = (json as { projects: { id: string }[] }).projects
  const start = () => server.api.start({ projectId: project?.id ?? '', skill: 'demo-long' })
  const [running, queued] = [await start(), await start()]
  await server.api.untilStatus(running, 'running')

  await button.click()
  const dialog = page.getByRole('alertdialog', { name: 'Stop everything now?' })
  await dialog.getByRole('button', { name: 'Keep them' }).click()
  await expect(dialog).toHaveCount(0)
  expect((await server.api.status(running)).status).toBe('running')

  await button.click()
  await dialog.getByRole('button', { name: 'Stop everything' }).click()
  await expect(page.getByText('2 executions stopped. Nothing of them is alive any more.')).toBeVisible()
  await expect(dialog).toHaveCount(0)
  await expect(button).toHaveCount(0)
  for (const id of [running, queued]) expect((await server.api.status(id)).status).toBe('cancelled')

  const again = await start()
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').fill('stop everything')
  await page.keyboard.press('Enter')
  await dialog.getByRole('button', { name: 'Stop everything' }).click()
  await expect(page.getByText('1 execution stopped.')).toBeVisible()
  expect((await server.api.status(again)).status).toBe('cancelled')
})
