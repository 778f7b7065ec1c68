import type { Page } from '@playwright/test'
import { expectAccessible, expectNoSidewaysScroll } from './accessible.ts'
import { expect, showPart, test } from './dashboard.ts'
import { startOneOfEach, type OneOfEach } from './one-of-each.ts'

const PHONE = { width: 390, height: 844 }
const WINDOW = { width: 1_280, height: 900 }
const PARTS = ['Result', 'Transcript', 'Timeline', 'Runs'] as const
const SHOWN = ['waiting_for_input', 'running', 'completed', 'failed', 'cancelled'] as const

test('axe finds nothing on any page, in either theme, and a phone shows all of each', async ({
  complaints,
  page,
  server,
}) => {
  test.setTimeout(600_000)

  await test.step('the first page, and what nobody knows', async () => {
    await page.goto(server.origin)
    await expect(page.getByText('Nothing has run yet')).toBeVisible()
    await expectAccessible(page, 'the empty first page')
    await page.goto(`${server.origin}/nothing`)
    await expectAccessible(page, 'the page that is not there')
  })

  const one = await startOneOfEach(server)
  const addresses = pagesOf(one)

  await test.step('the pages as they are', async () => {
    for (const path of [addresses.overview, addresses.project, addresses.health]) {
      await open(page, path)
      await expectAccessible(page, path)
    }
    await open(page, addresses.history)
    await expect(page.locator('svg.recharts-surface').first()).toBeVisible()
    await page.getByText('The same in numbers').click()
    await expectAccessible(page, 'the history with its charts')
  })

  await test.step('an execution in every status that lasts, part by part', async () => {
    for (const status of SHOWN) {
      await open(page, `/executions/${one.ids[status]}`)
      for (const part of PARTS) {
        await showPart(page, part)
        if (part === 'Transcript') await expect(page.getByText('Loading the transcript')).toHaveCount(0)
        await expectAccessible(page, `${part} of ${status}`)
      }
    }
  })

  await test.step('what opens over a page', async () => {
    await open(page, addresses.overview)
    await page.getByRole('button', { name: 'Choose a folder' }).click()
    await expect(page.getByRole('dialog').getByRole('list')).toBeVisible()
    await expectAccessible(page, 'the folder chooser')
    await open(page, addresses.project)
    await page.getByRole('button', { name: 'Start demo-complete' }).click()
    await expect(page.getByRole('dialog')).toContainText('no model is asked')
    await expectAccessible(page, 'the start dialog')
    await open(page, `/executions/${one.ids.running}`)
    await page.getByRole('button', { name: 'Cancel execution' }).click()
    await expect(page.getByRole('alertdialog')).toBeVisible()
    await expectAccessible(page, 'the question before a cancel')
    await open(page, `/executions/${one.ids.completed}`)
    await page.getByRole('button', { name: 'More actions' }).click()
    await expect(page.getByRole('menu')).toBeVisible()
    await expectAccessible(page, 'the menu of actions')
  })

  await test.step('on a phone', async () => {
    await page.setViewportSize(PHONE)
    for (const path of [addresses.overview, `/executions/${one.ids.waiting_for_input}`]) {
      await open(page, path)
      await expectAccessible(page, `${path} on a phone`)
    }
    for (const path of Object.values(addresses)) {
      await open(page, path)
      await expectNoSidewaysScroll(page, path)
    }
    await page.setViewportSize(WINDOW)
  })

  await test.step('who wants no motion has none', async () => {
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await open(page, `/executions/${one.ids.running}`)
    await expect(page.getByRole('status').filter({ hasText: 'Running' }).first()).toBeVisible()
    const moving = () =>
      page.evaluate(() => document.getAnimations().filter(({ playState }) => playState === 'running').length)
    await expect.poll(moving).toBe(0)
  })

  await test.step('the page that could not be shown', async () => {
    expect(complaints.filter((text) => !text.includes('status of 404'))).toEqual([])
    await page.route('**/api/trpc/workflow.status**', async (route) => {
      const response = await route.fetch()
      const answer = (await response.json()) as { result: { data: { revision: number; runs: unknown } } }
      Object.assign(answer.result.data, { revision: answer.result.data.revision + 1_000, runs: null })
      await route.fulfill({ response, json: answer })
    })
    await expect(page.getByRole('heading', { name: 'This page could not be shown' })).toBeVisible()
    await expectAccessible(page, 'the error page')
    // A poll may be under way still; it must not be answered for a page that is closed.
    await page.unrouteAll({ behavior: 'ignoreErrors' })
    await page.close()
    complaints.length = 0
  })
})

test('axe finds nothing on the page about the API, and a phone shows all of it', async ({ page, server }) => {
  test.setTimeout(240_000)
  await page.goto(`${server.origin}/api/docs`)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.setViewportSize({ width: 390, height: 844 })
  await expectAccessible(page, 'the page about the API')
})

function pagesOf({ ids, projectId }: OneOfEach) {
  return {
    overview: '/',
    project: `/projects/${projectId}`,
    history: '/history',
    health: '/health',
    settings: '/settings',
    completed: `/executions/${ids.completed}`,
    failed: `/executions/${ids.failed}`,
    cancelled: `/executions/${ids.cancelled}`,
    nothing: '/nothing',
  }
}

async function open(page: Page, path: string): Promise<void> {
  await page.goto(new URL(path, page.url()).href)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
}
