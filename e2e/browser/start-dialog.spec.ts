import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { createProject } from '../support/project.ts'
import { expect, expectStatus, test } from './dashboard.ts'

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']

test('a skill is found, and before it starts everything that will run is shown', async ({
  complaints,
  directory,
  page,
  server,
}) => {
  const path = await createProject(directory, 'engine')
  await writeProjectFiles(path)
  const projectId = await server.api.register(path)
  await page.goto(`${server.origin}/projects/${projectId}`)

  await test.step('skills are grouped and searched, by keyboard alone', async () => {
    await expect(page.getByRole('list', { name: 'From the project: team' })).toContainText('team:plan')
    await page.getByLabel('Search skills').fill('plans the')
    await expect(page.getByRole('button', { name: 'Start review' })).toHaveCount(0)
    await page.keyboard.press('ArrowDown')
    await expect(page.getByRole('button', { name: 'Start team:plan' })).toBeFocused()
    await page.getByLabel('Search skills').fill('no such thing')
    await expect(page.getByText('No skill matches')).toBeVisible()
    await page.getByLabel('Search skills').fill('')
  })

  await test.step('hooks, servers and overrides of the folder are shown, and no secret', async () => {
    await page.getByRole('button', { name: 'Start review' }).click()
    const dialog = page.getByRole('dialog', { name: 'Start review' })
    const brings = dialog.getByRole('list', { name: 'What the folder brings' })
    for (const shown of [
      'PreToolUse (Bash)',
      './guard.sh',
      'tickets',
      'npx tickets-mcp',
      'ANTHROPIC_BASE_URL',
    ])
      await expect(brings).toContainText(shown)
    await expect(dialog).not.toContainText('hunter2')
    await expect(dialog).toContainText('SPECFLOW_AGENT=demo')
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      expect((await new AxeBuilder({ page }).withTags(TAGS).analyze()).violations).toEqual([])
    }
    await page.keyboard.press('Escape')
  })

  await test.step('the command is shown word for word, and is the one that runs', async () => {
    const { json } = await server.api.get('/api/projects')
    const { projects } = json as { projects: { id: string; name: string }[] }
    const sample = projects.find(({ name }) => name === 'Sample project')?.id ?? ''
    await page.goto(`${server.origin}/projects/${sample}`)
    await page.getByRole('button', { name: 'Start demo-complete' }).click()
    const dialog = page.getByRole('dialog', { name: 'Start demo-complete' })
    await expect(dialog).toContainText('--dangerously-skip-permissions')
    await expect(dialog).not.toContainText('needs_input')
    await dialog.getByRole('button', { name: 'Show the whole command' }).click()
    await expect(dialog).toContainText('needs_input')
    await dialog.getByLabel('Input (optional)').fill('kept')
    await page.reload()
    await page.getByRole('button', { name: 'Start demo-complete' }).click()
    await expect(dialog.getByLabel('Input (optional)')).toHaveValue('kept')
    await dialog.getByLabel('Input (optional)').press('Control+Enter')
    await expectStatus(page, 'Completed')
  })
  expect(complaints).toEqual([])
})

async function writeProjectFiles(path: string): Promise<void> {
  await mkdir(join(path, '.claude/commands/team'), { recursive: true })
  await writeFile(join(path, '.claude/commands/team/plan.md'), 'Plans the release.')
  const settings = {
    env: { ANTHROPIC_BASE_URL: 'https://proxy.example', DB_PASSWORD: 'hunter2' },
    hooks: { PreToolUse: [{ matcher: 'Bash', hooks: [{ type: 'command', command: './guard.sh' }] }] },
  }
  await writeFile(join(path, '.claude/settings.json'), JSON.stringify(settings))
  const mcp = { mcpServers: { tickets: { command: 'npx', args: ['tickets-mcp'] } } }
  await writeFile(join(path, '.mcp.json'), JSON.stringify(mcp))
}
