import type { Browser, Page, Route } from '@playwright/test'
import type { BuiltServer } from '../support/built-server.ts'
import { expect, expectStatus, test } from './dashboard.ts'
import { startOneOfEach } from './one-of-each.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const STATUS = '**/api/trpc/workflow.status**'
const CHANGES = '**/api/trpc/workflow.changes**'

test('the cases of the page: a server away, a tab forgotten, an old page, late answers, a clock that is wrong', async ({
  browser,
  complaints,
  page,
  server,
}) => {
  test.setTimeout(180_000)
  const { ids, projectId } = await startOneOfEach(server)
  const running = `${server.origin}/executions/${ids.running}`

  await test.step('U1 a server that is away is asked ever more seldom, and at once when a person wants', async () => {
    const away = await openAt({ browser, server }, running)
    await expectStatus(away, 'Running')
    const asked = countRequests(away)
    await away.route('**/api/trpc/**', (route) => route.abort())
    const banner = away.getByRole('alert').filter({ hasText: 'Server not reachable since' })
    while (!(await banner.isVisible())) await away.clock.runFor(1_000)
    asked.clear()
    for (let second = 0; second < 120; second += 1) await away.clock.runFor(1_000)
    // Undisturbed both would have been asked a hundred times; waiting 1, 2, 5, 10 and then 30 seconds it is eight times.
    expect(asked.of('workflow.changes')).toBeLessThanOrEqual(9)
    expect(asked.of('workflow.status')).toBeLessThanOrEqual(9)
    await expectStatus(away, 'Running')
    await away.unroute('**/api/trpc/**')
    await away.getByRole('button', { name: 'Try now' }).click()
    await expect(banner).toBeHidden()
    await away.context().close()
  })

  await test.step('U2 a tab that was hidden for an hour asked nothing, and asks once when it is seen again', async () => {
    const hidden = await openAt({ browser, server }, running)
    await expectStatus(hidden, 'Running')
    const asked = countRequests(hidden)
    // What Next fetches ahead when it has nothing else to do is over then.
    await hidden.clock.pauseAt(Date.now() + MINUTE_MS)
    await hidden.clock.runFor(MINUTE_MS)
    await hidden.waitForLoadState('networkidle')
    await setVisibility(hidden, 'hidden')
    asked.clear()
    await hidden.clock.runFor(HOUR_MS)
    expect(asked.all()).toEqual([])
    await setVisibility(hidden, 'visible')
    await expect.poll(() => asked.of('workflow.status')).toBe(1)
    await expect.poll(() => asked.of('workflow.changes')).toBe(1)
    expect(asked.of('workflow.status')).toBe(1)
    await hidden.context().close()
  })

  await test.step('U3 what an old page sends is refused by the name of the field, and what it cannot load it says', async () => {
    await page.goto(`${server.origin}/projects/${projectId}`)
    await page.route('**/api/trpc/workflow.start**', async (route) => {
      const { skill, ...rest } = route.request().postDataJSON() as { skill: string }
      await route.continue({ postData: JSON.stringify({ ...rest, skillName: skill }) })
    })
    await page.getByRole('button', { name: 'Start demo-complete' }).click()
    const dialog = page.getByRole('dialog', { name: 'Start demo-complete' })
    await dialog.getByRole('button', { name: 'Start', exact: true }).click()
    await expect(dialog.getByRole('alert')).toContainText('skillName')
    await expect(dialog.getByRole('alert')).toContainText('INVALID_INPUT')

    await page.goto(server.origin)
    await page.route('**/_next/static/chunks/**', (route) => route.fulfill({ status: 404 }))
    await page.getByRole('button', { name: 'Choose a folder' }).click()
    const form = page.getByRole('form', { name: 'Register a project' })
    await expect(form.getByRole('alert')).toContainText('could not be loaded')
    await page.unroute('**/_next/static/chunks/**')
    await form.getByRole('button', { name: 'Reload the page' }).click()
    await page.getByRole('button', { name: 'Choose a folder' }).click()
    await expect(page.getByRole('dialog', { name: 'Choose a folder' })).toBeVisible()
  })

  await test.step('U6 with the clock of the browser three hours ahead, times are still the server’s', async () => {
    const ahead = await openAt({ browser, server }, running, Date.now() + 3 * HOUR_MS)
    const elapsed = ahead.getByRole('main').getByText(/^\d+:\d\d$/)
    await expect(elapsed.first()).toBeVisible()
    await ahead.goto(server.origin)
    const finished = ahead.getByRole('region', { name: 'Finished lately' })
    await expect(finished).toContainText(/just now|\d min ago/)
    await expect(finished).not.toContainText('h ago')
    await ahead.context().close()
  })

  await test.step('U4 an answer that comes after a newer one changes nothing', async () => {
    await page.goto(running)
    await expectStatus(page, 'Running')
    // What changed is told by another poll, too, which would give this one up.
    await page.route(CHANGES, () => undefined)
    const late = await holdNext(page)
    await page.getByRole('button', { name: 'Cancel execution' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel execution' }).click()
    await expectStatus(page, 'Cancelled')
    expect(await late.release()).toBe('running')
    const shown = await page.evaluate(async () => {
      await new Promise((done) => setTimeout(done, 100))
      return document.querySelector('main [role=status]')?.textContent
    })
    expect(shown).toContain('Cancelled')
    await page.unroute(CHANGES)
  })

  // A refused request is an answer; the browser writes it on its console all the same.
  expect(complaints.filter((text) => !/status of (400|404)/.test(text))).toEqual([])
  complaints.length = 0
})

/** A page of its own whose clock the test has; it begins at the real time. */
async function openAt(
  { browser, server }: { browser: Browser; server: BuiltServer },
  address: string,
  time = Date.now(),
): Promise<Page> {
  const context = await browser.newContext()
  await context.addCookies([await server.signIn()])
  const page = await context.newPage()
  await page.clock.install({ time })
  await page.goto(address)
  return page
}

/** The procedures that a page asks for from now on. */
function countRequests(page: Page) {
  const asked: string[] = []
  page.on('request', (request) => asked.push(new URL(request.url()).pathname.split('/').at(-1) ?? ''))
  return {
    all: () => [...asked],
    of: (procedure: string) => asked.filter((name) => name === procedure).length,
    clear: () => {
      asked.length = 0
    },
  }
}

async function setVisibility(page: Page, state: 'hidden' | 'visible'): Promise<void> {
  await page.evaluate((next) => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => next })
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))
  }, state)
}

/** Keeps the next answer about the status back, as it is at that moment; `release` lets it through and says its status. */
async function holdNext(page: Page): Promise<{ release(): Promise<string> }> {
  const route = await new Promise<Route>((resolve) => {
    void page.route(STATUS, resolve, { times: 1 })
  })
  const response = await route.fetch()
  const { result } = (await response.json()) as { result: { data: { status: string } } }
  return {
    release: async () => {
      const arrived = page.waitForEvent('requestfinished', (request) => request === route.request())
      await route.fulfill({ response })
      await arrived
      return result.data.status
    },
  }
}
