import { join } from 'node:path'
import { createProject } from '../support/project.ts'
import { expect, test } from './dashboard.ts'

test('a project is registered, refused with the reason, and removed', async ({
  complaints,
  directory,
  page,
  server,
}) => {
  const path = await createProject(directory, 'engine')
  await page.goto(server.origin)
  const form = page.getByRole('form', { name: 'Register a project' })

  await form.getByLabel('Folder').fill(join(directory, 'nowhere'))
  await form.getByRole('button', { name: 'Register' }).click()
  await expect(form).toContainText(join(directory, 'nowhere'))

  await form.getByLabel('Folder').fill(path)
  await form.getByRole('button', { name: 'Register' }).click()
  const projects = page.getByRole('region', { name: 'Registered projects' })
  await projects.getByRole('link', { name: 'engine' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'engine' })).toBeVisible()
  await expect(page.getByRole('list', { name: 'From the project' })).toContainText('review')

  await test.step('a start that is refused says what to do', async () => {
    await page.getByRole('button', { name: 'Start review' }).click()
    const dialog = page.getByRole('dialog', { name: 'Start review' })
    await dialog.getByRole('button', { name: 'Start', exact: true }).click()
    await expect(dialog).toContainText('SPECFLOW_AGENT=demo')
    await page.keyboard.press('Escape')
  })

  await page.getByRole('button', { name: 'Remove project' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove project' }).click()
  await expect(page).toHaveURL(`${server.origin}/`)
  await expect(projects.getByRole('link', { name: 'engine' })).toHaveCount(0)

  // A refused request is an answer; the browser writes it on its console all the same.
  expect(complaints.filter((text) => !/status of (400|412)/.test(text))).toEqual([])
  complaints.length = 0
})

test('an address that leads nowhere says so and leads back', async ({ complaints, page, server }) => {
  for (const path of ['/nothing', '/projects/nobody', '/executions/00000000-0000-4000-8000-000000000000']) {
    await page.goto(server.origin + path)
    await expect(page.getByRole('main').getByRole('link').first()).toHaveAttribute('href', '/')
  }

  expect(complaints.filter((text) => !text.includes('status of 404'))).toEqual([])
  complaints.length = 0
})
