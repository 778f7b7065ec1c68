import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { startServer, type BuiltServer } from '../support/built-server.ts'
import { createProject } from '../support/project.ts'
import { expect, expectStatus, test as base } from './dashboard.ts'

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']
const BOX = 'I have read this, it may run on my machine'
const WHY_NOT = 'Read what the folder brings, and say so.'

/** The demo agent runs every project, so that what is started also ends. */
const test = base.extend<{ server: BuiltServer }>({
  server: async ({ directory }, use) => {
    await using server = await startServer({
      directory,
      env: { SPECFLOW_AGENT: 'demo', FAKE_CLAUDE_WORK_MS: '10' },
    })
    await use(server)
  },
})

test('W10 what a folder brings is read and ticked before it runs, and again when it changed', async ({
  complaints,
  directory,
  page,
  server,
}) => {
  const path = await createProject(directory, 'engine')
  const bringHook = (command: string) =>
    writeFile(
      join(path, '.claude/settings.json'),
      JSON.stringify({ hooks: { Stop: [{ hooks: [{ type: 'command', command }] }] } }),
    )
  await bringHook('./first.sh')
  const projectId = await server.api.register(path)
  const open = async () => {
    await page.goto(`${server.origin}/projects/${projectId}`)
    await page.getByRole('button', { name: 'Start review' }).click()
  }
  const dialog = page.getByRole('dialog', { name: 'Start review' })
  const list = dialog.getByRole('list', { name: 'What the folder brings' })
  const start = dialog.getByRole('button', { name: 'Start', exact: true })

  await test.step('nothing starts before the box is ticked', async () => {
    await open()
    await expect(list).toContainText('./first.sh')
    await expect(start).toBeDisabled()
    await expect(dialog.getByText(WHY_NOT)).toBeInViewport()
    await dialog.getByLabel('Input (optional)').press('Control+Enter')
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      expect((await new AxeBuilder({ page }).withTags(TAGS).analyze()).violations).toEqual([])
    }
    expect((await server.api.get('/api/workflow/list')).json).toMatchObject({ executions: [] })
    // By keyboard alone.
    await dialog.getByRole('checkbox', { name: BOX }).focus()
    await page.keyboard.press('Space')
    await expect(start).toBeEnabled()
    await expect(dialog.getByText(WHY_NOT)).toBeHidden()
    await dialog.getByLabel('Input (optional)').press('Control+Enter')
    await expectStatus(page, 'Completed')
  })

  await test.step('what was acknowledged is shown and not asked for', async () => {
    await open()
    await expect(list).toContainText('./first.sh')
    await expect(start).toBeEnabled()
    await expect(dialog.getByRole('checkbox')).toHaveCount(0)
  })

  await test.step('what changed under the open dialog is shown, and what was typed stays', async () => {
    await dialog.getByLabel('Input (optional)').fill('kept')
    await bringHook('./second.sh')
    await start.click()
    await expect(dialog.getByRole('alert')).toContainText('Nobody has acknowledged what this folder brings')
    await expect(list).toContainText('./second.sh')
    await expect(list).not.toContainText('./first.sh')
    await expect(dialog.getByLabel('Input (optional)')).toHaveValue('kept')
    await expect(start).toBeDisabled()
    await dialog.getByText(BOX).click()
    await start.click()
    await expectStatus(page, 'Completed')
  })

  await test.step('a retry is asked too', async () => {
    await bringHook('./third.sh')
    await page.getByRole('button', { name: 'Retry', exact: true }).click()
    const again = page.getByRole('dialog', { name: 'Retry review' })
    await expect(again.getByRole('list', { name: 'What the folder brings' })).toContainText('./third.sh')
    await expect(again.getByRole('button', { name: 'Retry', exact: true })).toBeDisabled()
    await again.getByRole('checkbox', { name: BOX }).click()
    const here = page.url()
    await again.getByRole('button', { name: 'Retry', exact: true }).click()
    await expect(page).not.toHaveURL(here)
    await expectStatus(page, 'Completed')
  })
  // The refusal itself is a failed request, which a browser writes down.
  expect(complaints.splice(0)).toEqual([expect.stringContaining('412')])
})

test('W10 a question is answered only with what the folder brings by then acknowledged', async ({
  directory,
  page,
  server,
}) => {
  const path = await createProject(directory, 'engine')
  const projectId = await server.api.register(path)
  const id = await server.api.start({ projectId, skill: 'review', input: 'fake-claude: needs_input' })
  await server.api.untilStatus(id, 'waiting_for_input')
  await writeFile(
    join(path, '.mcp.json'),
    JSON.stringify({ mcpServers: { tickets: { command: 'tickets-mcp' } } }),
  )
  await page.goto(`${server.origin}/executions/${id}`)
  const form = page.getByRole('form', { name: 'Questions of the agent' })
  const send = form.getByRole('button', { name: 'Send answers' })
  await form.getByRole('radio').first().click()
  await expect(form.getByRole('list', { name: 'What the folder brings' })).toContainText('tickets-mcp')
  await expect(send).toBeDisabled()
  await page.keyboard.press('Control+Enter')
  expect((await server.api.status(id)).status).toBe('waiting_for_input')
  await form.getByRole('checkbox', { name: BOX }).click()
  await send.click()
  await expectStatus(page, 'Completed')
})
