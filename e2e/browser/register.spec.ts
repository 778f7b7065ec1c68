import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { createProject } from '../support/project.ts'
import { expect, test } from './dashboard.ts'

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']

test('a project is registered, refused with the reason, and removed', async ({
  complaints,
  directory,
  page,
  server,
}) => {
  await createProject(directory, 'engine')
  await mkdir(join(directory, 'engine/.git'))
  await page.goto(server.origin)
  const form = page.getByRole('form', { name: 'Register a project' })

  await form.getByLabel('Folder', { exact: true }).fill(join(directory, 'nowhere'))
  await form.getByRole('button', { name: 'Register', exact: true }).click()
  await expect(form).toContainText(join(directory, 'nowhere'))

  await test.step('the folder is chosen by keyboard, from where the field is', async () => {
    await form.getByLabel('Folder', { exact: true }).fill(directory)
    await form.getByRole('button', { name: 'Choose a folder' }).click()
    const dialog = page.getByRole('dialog', { name: 'Choose a folder' })
    const engine = dialog.getByRole('button', { name: /^engine/ })
    await expect(engine).toContainText('git')
    await expect(engine).toContainText('.claude')
    await engine.focus()
    await page.keyboard.press('Enter')
    await expect(dialog).toContainText(join(directory, 'engine'))
    await page.keyboard.press('Backspace')
    await expect(engine).toBeVisible()
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      expect((await new AxeBuilder({ page }).withTags(TAGS).analyze()).violations).toEqual([])
    }
    await engine.press('Enter')
    await expect(dialog.getByRole('button', { name: '.claude' })).toBeFocused()
    await dialog.getByRole('button', { name: 'Choose this folder' }).click()
    await expect(form.getByLabel('Folder', { exact: true })).toHaveValue(join(directory, 'engine'))
  })

  await test.step('a folder that is gone says so and leads home', async () => {
    await form.getByLabel('Folder', { exact: true }).fill('/no/such/folder')
    await form.getByRole('button', { name: 'Choose a folder' }).click()
    const dialog = page.getByRole('dialog', { name: 'Choose a folder' })
    await expect(dialog.getByRole('alert')).toContainText('/no/such/folder')
    await dialog.getByRole('button', { name: 'Go to the home folder' }).click()
    await expect(dialog.getByRole('button', { name: 'Choose this folder' })).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(form.getByRole('button', { name: 'Choose a folder' })).toBeFocused()
    await form.getByLabel('Folder', { exact: true }).fill(join(directory, 'engine'))
  })

  await form.getByRole('button', { name: 'Register', exact: true }).click()
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
