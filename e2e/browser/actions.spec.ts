import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, expectStatus, openSampleProject, startSkill, test } from './dashboard.ts'

const run = promisify(execFile)
const INPUT = 'it\'s "quoted" $(id)\nand has lines'
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']

test('an ended execution is followed up, retried, started with other input, and copied as curl', async ({
  complaints,
  context,
  page,
  server,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: server.origin })
  await openSampleProject(page, server)
  const first = await startSkill(page, 'demo-complete', INPUT)
  await expectStatus(page, 'Completed')

  await test.step('the message of a follow-up survives a reload and goes on with the session', async () => {
    await page.getByRole('button', { name: 'Follow up' }).click()
    await page.getByLabel('Message').fill('/clear and go on')
    await page.reload()
    await page.getByRole('button', { name: 'Follow up' }).click()
    await expect(page.getByLabel('Message')).toHaveValue('/clear and go on')
    await page.keyboard.press('Control+Enter')
    const id = await otherExecution(page, first)
    await expectStatus(page, 'Completed')
    await expect(page.getByRole('region', { name: 'Message' })).toHaveText('/clear and go on')
    const record = await server.api.status(id)
    expect(record.sessionId).toBe((await server.api.status(first)).sessionId)
    expect(record.continues?.executionId).toBe(first)
  })

  await test.step('the two lead to each other', async () => {
    const links = page.getByRole('list', { name: 'Linked executions' })
    await links.getByRole('link').click()
    await page.waitForURL(`**/executions/${first}`)
    await expect(links).toContainText('Continued in')
  })

  await test.step('a retry runs the same again', async () => {
    await page.getByRole('button', { name: 'Retry' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Retry' }).click()
    const id = await otherExecution(page, first)
    await expectStatus(page, 'Completed')
    expect(await server.api.status(id)).toMatchObject({ retryOf: first, input: INPUT })
    await page.goto(`${server.origin}/executions/${first}`)
  })

  await test.step('another input starts from the one of before', async () => {
    await choose(page, 'Start again with other input')
    const dialog = page.getByRole('dialog')
    await expect(dialog.getByLabel('Input (optional)')).toHaveValue(INPUT)
    await dialog.getByLabel('Input (optional)').fill('another')
    await dialog.getByRole('button', { name: 'Start', exact: true }).click()
    const id = await otherExecution(page, first)
    await expectStatus(page, 'Completed')
    expect(await server.api.status(id)).toMatchObject({ skill: 'demo-complete', input: 'another' })
    await page.goto(`${server.origin}/executions/${first}`)
  })

  await test.step('the copied curl command starts the same when a shell runs it', async () => {
    await choose(page, 'Copy as curl')
    await expect(page.getByText('The curl command is in the clipboard.')).toBeVisible()
    const command = await page.evaluate(() => navigator.clipboard.readText())
    const { stdout } = await run('sh', ['-c', command], {
      env: { ...process.env, SPECFLOW_HOME: server.home },
    })
    const { id } = JSON.parse(stdout) as { id: string }
    expect(await server.api.status(id)).toMatchObject({ skill: 'demo-complete', input: INPUT })
    await server.api.untilStatus(id, 'completed')
  })

  await test.step('on a phone there is one button and a menu, and nothing is cut off', async () => {
    await page.setViewportSize({ width: 390, height: 844 })
    await expect(page.getByRole('button', { name: 'Retry' })).toBeHidden()
    await page.getByRole('button', { name: 'More actions' }).click()
    await expect(page.getByRole('menuitem', { name: 'Retry' })).toBeVisible()
    await page.keyboard.press('Escape')
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
    // While a toast fades away it has no contrast.
    await expect(page.locator('[data-sonner-toast]')).toHaveCount(0)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      expect((await new AxeBuilder({ page }).withTags(TAGS).analyze()).violations).toEqual([])
    }
  })
  expect(complaints).toEqual([])
})

async function choose(page: Page, item: string): Promise<void> {
  await page.getByRole('button', { name: 'More actions' }).click()
  await page.getByRole('menuitem', { name: item }).click()
}

/** Waits for the page of an execution that is not this one; answers its id. */
async function otherExecution(page: Page, id: string): Promise<string> {
  const idOf = (url: URL) => url.pathname.split('/').at(-1) ?? ''
  await page.waitForURL((url) => url.pathname.startsWith('/executions/') && idOf(url) !== id)
  return idOf(new URL(page.url()))
}
