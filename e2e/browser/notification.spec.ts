import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, openSampleProject, startSkill, test } from './dashboard.ts'

const MINUTE_MS = 60_000
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']
const CHANGES = '/api/trpc/workflow.changes'

test('a person who looks elsewhere is told once, and a hidden page asks for no more than that takes', async ({
  complaints: _complaints,
  context,
  page,
  server,
}) => {
  await context.addInitScript(recordNotifications)
  await context.clock.install()
  const other = await context.newPage()
  const requests = { page: requestsOf(page), other: requestsOf(other) }
  const told = async () => [...(await notificationsOf(page)), ...(await notificationsOf(other))]
  const { projects } = (await server.api.get('/api/projects')).json as { projects: { id: string }[] }
  const start = async (skill: string) => {
    const id = await server.api.start({ projectId: projects[0]?.id ?? '', skill })
    await server.api.untilStatus(id, skill === 'demo-ask' ? 'waiting_for_input' : 'completed')
    return id
  }
  /** Until both tabs have asked once more than before. */
  const pass15Seconds = async () => {
    const before = { page: requests.page.length, other: requests.other.length }
    await context.clock.runFor(15_000)
    await expect.poll(() => requests.page.length).toBeGreaterThan(before.page)
    await expect.poll(() => requests.other.length).toBeGreaterThan(before.other)
  }

  await test.step('the first start brings the offer, and the tab shows what waits', async () => {
    await openSampleProject(page, server)
    await expect(page.getByRole('region', { name: 'Offer of notifications' })).toHaveCount(0)
    await startSkill(page, 'demo-ask')
    const offer = page.getByRole('region', { name: 'Offer of notifications' })
    await expect(offer).toContainText('Tell me when it asks or ends')
    await expect(page).toHaveTitle(/^\(1\) demo-ask/)
    await expect(page.locator('head link[rel="icon"]')).toHaveAttribute('href', /^data:image\/svg\+xml,/)
    await offer.getByRole('button', { name: 'Turn on' }).click()
    await expect(page.getByText('Notifications are on.')).toBeVisible()
    await expect(offer).toHaveCount(0)
    expect(await notificationsOf(page)).toEqual([])
  })

  await test.step('hidden, one of two tabs tells, and both ask what changed and nothing else', async () => {
    await page.goto(server.origin)
    await other.goto(`${server.origin}/history`)
    await expect(page).toHaveTitle(/^\(1\) /)
    await expect(other).toHaveTitle(/^\(1\) /)
    for (const tab of [page, other]) await show(tab, 'hidden')
    await page.waitForLoadState('networkidle')
    await other.waitForLoadState('networkidle')
    for (const made of Object.values(requests)) made.length = 0
    const rounds = 4
    await Promise.all([start('demo-complete'), start('demo-ask')])
    for (let round = 0; round < rounds; round += 1) await pass15Seconds()
    for (const made of Object.values(requests)) {
      expect(new Set(made)).toEqual(new Set([CHANGES]))
      expect(made.length).toBeLessThanOrEqual(rounds + 1)
    }
    expect((await told()).map(({ title, body }) => `${title}: ${body}`)).toEqual(
      expect.arrayContaining([
        'Completed · demo-complete: Sample project',
        'Waiting for input · demo-ask: Sample project: How long should the imaginary report be?',
      ]),
    )
    expect(await told()).toHaveLength(2)
    await expect(page).toHaveTitle(/^\(2\) /)
  })

  await test.step('a click leads to the execution, and what is looked at is not told', async () => {
    const teller = (await notificationsOf(page)).some(isQuestion) ? page : other
    const bystander = teller === page ? other : page
    await show(teller, 'visible')
    await teller.evaluate(() => {
      const { notifications } = window as unknown as { notifications: (EventTarget & { title: string })[] }
      notifications.find(({ title }) => title.startsWith('Waiting'))?.dispatchEvent(new Event('click'))
    })
    await teller.waitForURL(/\/executions\/[0-9a-f-]{36}$/)
    await expect(teller.getByRole('region', { name: 'Questions' })).toBeVisible()
    await expect(teller).toHaveTitle(/^\(2\) demo-ask/)
    const id = new URL(teller.url()).pathname.split('/').at(-1) ?? ''
    await server.api.answer(id, { q1: 'Short', q2: 'Me' })
    await expect(teller.getByRole('checkbox', { name: 'Steps' })).toBeVisible()
    const asked = requests[bystander === page ? 'page' : 'other']
    const before = asked.length
    while (asked.length < before + 2) await context.clock.runFor(15_000)
    expect(await told()).toHaveLength(2)
    await bystander.close()
    await context.clock.runFor(1_000)
  })
})

test('settings are in force at once in every tab, and a page of an older build says so', async ({
  complaints,
  context,
  page,
  server,
}) => {
  await context.addInitScript(recordNotifications)
  await context.clock.install()
  const other = await context.newPage()
  const requests = requestsOf(other)
  await page.goto(`${server.origin}/settings`)
  await other.goto(server.origin)
  const notify = page.getByRole('switch', { name: 'Tell me when a question waits or a run ends' })

  await test.step('turned on and off, and tested', async () => {
    await expect(page.getByRole('button', { name: 'Send a test' })).toBeDisabled()
    await notify.click()
    await expect(notify).toBeChecked()
    await page.getByRole('button', { name: 'Send a test' }).click()
    expect(await notificationsOf(page)).toMatchObject([{ title: 'A test' }])
    await show(other, 'hidden')
    await other.waitForLoadState('networkidle')
    requests.length = 0
    await context.clock.runFor(15_000)
    await expect.poll(() => requests).toEqual([CHANGES])
    await notify.click()
    await expect(notify).not.toBeChecked()
    requests.length = 0
    await context.clock.runFor(2 * MINUTE_MS)
    expect(requests).toEqual([])
  })

  await test.step('the theme and the pace', async () => {
    await page.getByRole('radio', { name: 'Dark' }).click()
    await expect(other.locator('html')).toHaveClass(/dark/)
    await page.getByRole('radio', { name: 'Calm' }).click()
    await page.reload()
    await expect(page.getByRole('radio', { name: 'Calm' })).toBeChecked()
    await expect(page.getByRole('radio', { name: 'Dark' })).toBeChecked()
    await page.getByRole('radio', { name: 'As the system' }).click()
    await page.getByRole('radio', { name: 'Normal' }).click()
  })

  await test.step('accessible in both themes, and whole on a phone', async () => {
    await page.setViewportSize({ width: 390, height: 844 })
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      expect((await new AxeBuilder({ page }).withTags(TAGS).analyze()).violations).toEqual([])
    }
  })

  await test.step('U3: another build is told of, the page stays, and what was typed is kept', async () => {
    await openSampleProject(page, server)
    await startSkill(page, 'demo-ask')
    const field = page.getByRole('textbox', { name: 'Who is going to read it?' })
    await field.fill('Everybody')
    await page.route(`**${CHANGES}*`, async (route) => {
      const response = await route.fetch()
      const answer = (await response.json()) as { result: { data: { build: string } } }
      answer.result.data.build = 'another'
      await route.fulfill({ response, json: answer })
    })
    await context.clock.runFor(5_000)
    await expect(page.getByText('A new version is running.')).toBeVisible()
    await expect(field).toHaveValue('Everybody')
    await page.unroute(`**${CHANGES}*`)
    await page.getByRole('button', { name: 'Reload' }).click()
    await expect(page.getByText('A new version is running.')).toHaveCount(0)
    await expect(field).toHaveValue('Everybody')
  })
  expect(complaints).toEqual([])
})

/** In place of the browser's: permitted when asked, shown to nobody, and kept for the test. */
function recordNotifications() {
  const notifications: EventTarget[] = []
  const KEY = 'test.permission'
  class RecordedNotification extends EventTarget {
    static get permission() {
      return window.localStorage.getItem(KEY) ?? 'default'
    }
    static requestPermission() {
      window.localStorage.setItem(KEY, 'granted')
      return Promise.resolve('granted')
    }
    readonly title: string
    readonly body: string | undefined
    constructor(title: string, options: NotificationOptions) {
      super()
      this.title = title
      this.body = options.body
      notifications.push(this)
    }
    close() {
      this.dispatchEvent(new Event('close'))
    }
  }
  Object.assign(window, { Notification: RecordedNotification, notifications })
}

interface Recorded {
  title: string
  body: string
}

function notificationsOf(page: Page): Promise<Recorded[]> {
  return page.evaluate(() =>
    (window as unknown as { notifications: Recorded[] }).notifications.map(({ title, body }) => ({
      title,
      body,
    })),
  )
}

function isQuestion({ title }: Recorded): boolean {
  return title.startsWith('Waiting')
}

/** The paths that a page asks for from now on. */
function requestsOf(page: Page): string[] {
  const paths: string[] = []
  page.on('request', (request) => {
    if (!request.url().startsWith('data:')) paths.push(new URL(request.url()).pathname)
  })
  return paths
}

async function show(page: Page, state: DocumentVisibilityState): Promise<void> {
  await page.evaluate((next) => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => next })
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))
  }, state)
}
