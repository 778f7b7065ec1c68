import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { startServer } from '../support/built-server.ts'
import { endedRecord, waitingRecord, writeRecords } from '../support/write-records.ts'
import { DEMO_ENVIRONMENT, expect, expectStatus, test as base } from './dashboard.ts'

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']
const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000)

/** A server that finds executions of an earlier one. */
const test = base.extend({
  server: async ({ directory }, use) => {
    await writeRecords(directory, [
      waitingRecord(ago(7), 'Which shelf is it about?', { skill: 'sort' }),
      waitingRecord(ago(125), 'May the old fence go?', { skill: 'tidy' }),
      endedRecord(ago(1)),
    ])
    await using server = await startServer({
      directory,
      env: { ...DEMO_ENVIRONMENT, FAKE_CLAUDE_WORK_MS: '100' },
    })
    await use(server)
  },
})

test('the palette does everything by typing, and is fetched when it is first wanted', async ({
  complaints,
  page,
  server,
}) => {
  const scripts: string[] = []
  page.on('request', (request) => {
    if (request.resourceType() === 'script') scripts.push(request.url())
  })
  await page.goto(server.origin)
  await page.waitForLoadState('networkidle')
  const palette = page.getByRole('dialog', { name: 'Command palette' })

  await test.step('what is typed before it is there is not lost', async () => {
    scripts.length = 0
    let go = () => {}
    const held = new Promise<void>((resolve) => (go = resolve))
    await page.route('**/*.js*', async (route) => {
      await held
      await route.continue()
    })
    await page.keyboard.press('Control+k')
    await page.keyboard.type('historyx')
    await page.keyboard.press('Backspace')
    await page.keyboard.press('Enter')
    await expect.poll(() => scripts.length).toBeGreaterThan(0)
    go()
    await page.waitForURL(`${server.origin}/history`)
    await expect(palette).toBeHidden()
    await page.unroute('**/*.js*')
  })

  await test.step('it answers the oldest question, with the focus in it', async () => {
    await page.getByRole('button', { name: 'Command palette' }).click()
    await expect(palette.getByRole('option').first()).toContainText('May the old fence go?')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('radio', { name: 'Yes' })).toBeFocused()
    expect(new URL(page.url()).hash).toBe('')
  })

  await test.step('it knows the execution, and cancels through the confirmation', async () => {
    await command(page, 'cancel this')
    const question = page.getByRole('alertdialog', { name: 'Cancel this execution?' })
    await question.getByRole('button', { name: 'Cancel execution' }).click()
    await expectStatus(page, 'Cancelled')
    await command(page, 'follow up')
    await expect(page.getByRole('dialog', { name: 'Follow up' })).toBeVisible()
    await page.keyboard.press('Escape')
    await command(page, 'retry')
    await expect(page.getByRole('dialog', { name: 'Retry tidy' })).toBeVisible()
    await page.keyboard.press('Escape')
  })

  await test.step('it finds a project and an execution, and changes the theme', async () => {
    await command(page, 'sample')
    await expect(page.getByRole('heading', { level: 1, name: 'Sample project' })).toBeVisible()
    await command(page, 'completed garden weed')
    await expect(page.getByRole('heading', { level: 1, name: 'weed' })).toBeVisible()
    await command(page, 'theme dark')
    await expect(page.locator('html')).toHaveClass(/dark/)
    await command(page, 'register')
    await expect(
      page.getByRole('dialog', { name: 'Register a project' }).getByRole('textbox', { name: 'Folder' }),
    ).toBeVisible()
    await page.keyboard.press('Escape')
  })

  await test.step('it is as good for a screen reader and a phone', async () => {
    await page.keyboard.press('Control+k')
    await expect(palette.getByRole('option').first()).toBeVisible()
    await page.setViewportSize({ width: 390, height: 844 })
    expect(await findViolations(page)).toEqual([])
    await page.keyboard.press('Escape')
    await command(page, 'theme light')
    await page.keyboard.press('Control+k')
    await expect(palette.getByRole('option').first()).toBeVisible()
    expect(await findViolations(page)).toEqual([])
    await page.keyboard.press('Escape')
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
    await page.setViewportSize({ width: 1280, height: 900 })
  })

  await test.step('a skill of a project starts from anywhere', async () => {
    await command(page, 'demo-complete sample')
    const dialog = page.getByRole('dialog', { name: 'Start demo-complete' })
    await dialog.getByRole('button', { name: 'Start', exact: true }).click()
    await expectStatus(page, 'Completed')
    await expect(page.getByRole('heading', { level: 1, name: 'demo-complete' })).toBeVisible()
    await expect(dialog).toBeHidden()
  })
  withoutMissingProject(complaints)
})

test('single keys lead everywhere, never out of a field, and can be turned off', async ({
  complaints,
  page,
  server,
}) => {
  await page.goto(server.origin)
  const heading = (name: string) => page.getByRole('heading', { level: 1, name })
  await expect(page.getByRole('region', { name: 'Needs you' }).getByRole('link')).toHaveCount(2)

  await test.step('rows are walked through and opened', async () => {
    await page.keyboard.press('j')
    await expect(page.getByRole('link', { name: 'May the old fence go?' })).toBeFocused()
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    await page.keyboard.press('k')
    await expect(page.getByRole('link', { name: 'Which shelf is it about?' })).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(heading('sort')).toBeVisible()
  })

  await test.step('a goes into the question, and a field takes the letters', async () => {
    await page.keyboard.press('a')
    await expect(page.getByRole('radio', { name: 'Yes' })).toBeFocused()
    await page.keyboard.press('3')
    await page.keyboard.type('g h? n/a')
    await expect(page.getByRole('textbox', { name: /Other answer/ })).toHaveValue('g h? n/a')
    await expect(heading('sort')).toBeVisible()
  })

  await test.step('two keys change the page, and a slash goes to its search', async () => {
    await page.getByRole('textbox', { name: /Other answer/ }).blur()
    await page.keyboard.press('g')
    await page.keyboard.press('h')
    await expect(heading('History')).toBeVisible()
    await page.keyboard.press('/')
    await expect(page.getByRole('searchbox', { name: 'Search executions' })).toBeFocused()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Escape')
  })

  await test.step('n lists the skills', async () => {
    await page.getByRole('heading', { level: 1 }).click()
    await page.keyboard.press('n')
    const palette = page.getByRole('dialog', { name: 'Command palette' })
    await expect(palette.getByRole('option', { name: /demo-ask/ })).toBeVisible()
    await page.keyboard.press('Escape')
  })

  await test.step('the sheet tells them all and turns them off, for good', async () => {
    await page.keyboard.press('?')
    const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
    await expect(sheet).toContainText('Next row of a list')
    expect(await findViolations(page)).toEqual([])
    await sheet.getByRole('checkbox').click()
    await page.keyboard.press('Escape')
    await page.reload()
    await expect(heading('History')).toBeVisible()
    await page.keyboard.press('?')
    await page.keyboard.press('g')
    await page.keyboard.press('o')
    await command(page, 'keyboard shortcuts')
    await expect(sheet.getByRole('checkbox')).not.toBeChecked()
    await page.keyboard.press('Escape')
    await expect(heading('History')).toBeVisible()
  })
  withoutMissingProject(complaints)
})

async function findViolations(page: Page) {
  return (await new AxeBuilder({ page }).withTags(TAGS).analyze()).violations
}

/** The project of the records is not registered, and its page is fetched ahead where a link leads to it. */
function withoutMissingProject(complaints: string[]): void {
  expect(complaints.filter((text) => !text.includes('status of 404'))).toEqual([])
  complaints.length = 0
}

/** Finds a command by what is typed, and runs the first that fits. */
async function command(page: Page, typed: string): Promise<void> {
  const palette = page.getByRole('dialog', { name: 'Command palette' })
  await page.keyboard.press('Control+k')
  await expect(palette).toBeVisible()
  await page.keyboard.type(typed)
  const first = palette.getByRole('option').first()
  await expect(first).toHaveAttribute('aria-selected', 'true')
  await expect(first).toContainText(new RegExp(typed.split(' ')[0] ?? '', 'i'))
  await page.keyboard.press('Enter')
  await expect(palette).toBeHidden()
}
