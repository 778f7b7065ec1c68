import { startServer } from '../support/built-server.ts'
import { endedRecord, waitingRecord, writeRecords } from '../support/write-records.ts'
import { DEMO_ENVIRONMENT, expect, test as base } from './dashboard.ts'

const MINUTE_MS = 60_000
const ago = (minutes: number) => new Date(Date.now() - minutes * MINUTE_MS)

/** A server that finds executions of an earlier one. */
const test = base.extend({
  server: async ({ directory }, use) => {
    await writeRecords(directory, [
      waitingRecord(ago(7), 'Which shelf is it about?', { skill: 'sort' }),
      waitingRecord(ago(125), 'May the old fence go?', { projectId: 'yard', projectName: 'Yard' }),
      endedRecord(ago(1)),
    ])
    await using server = await startServer({ directory, env: DEMO_ENVIRONMENT })
    await use(server)
  },
})

test('the first page shows what needs a person, and follows what happens without a reload', async ({
  complaints: _complaints,
  page,
  server,
}) => {
  await page.goto(server.origin)
  const needsYou = page.getByRole('region', { name: 'Needs you' })

  await test.step('questions come first, whoever waits longest first, with their age', async () => {
    const rows = needsYou.getByRole('list').first().locator('> li')
    await expect(rows).toHaveCount(2)
    await expect(rows.nth(0)).toContainText(/May the old fence go\?.*Yard.*2 h ago/)
    await expect(rows.nth(1)).toContainText(/Which shelf is it about\?.*sort.*Garden.*7 min ago/)
    await expect(page.getByRole('region').first()).toHaveAccessibleName('Needs you')
    await expect(page.getByRole('main')).toContainText('This month')
  })

  await test.step('what is started elsewhere appears, runs and ends', async () => {
    const { json } = await server.api.get('/api/projects')
    const { projects } = json as { projects: { id: string }[] }
    const projectId = projects[0]?.id ?? ''
    const id = await server.api.start({ projectId, skill: 'demo-long', input: 'seen from elsewhere' })
    const running = page.getByRole('region', { name: 'Running' })
    await expect(running).toContainText('demo-long')
    await expect(running).toContainText('seen from elsewhere')
    await expect(page.getByRole('region', { name: 'Registered projects' })).toContainText('Running')
    await server.api.cancel(id)
    await expect(running).toHaveCount(0)
    await expect(page.getByRole('region', { name: 'Finished lately' }).getByText('Cancelled')).toBeVisible()
  })

  await test.step('a question that is answered elsewhere leaves', async () => {
    const link = needsYou.getByRole('link', { name: 'Which shelf is it about?' })
    const id = (await link.getAttribute('href'))?.split('/').at(-1) ?? ''
    await server.api.cancel(id)
    await expect(needsYou).not.toContainText('Which shelf is it about?')
  })
})

test('a hidden page asks for nothing, and an unchanged poll changes nothing on the page', async ({
  complaints: _complaints,
  page,
  server,
}) => {
  const requests: string[] = []
  page.on('request', (request) => requests.push(new URL(request.url()).pathname))
  const polls = () => requests.filter((path) => path === '/api/trpc/workflow.changes').length
  await page.clock.install()
  await page.goto(server.origin)
  await expect(page.getByRole('region', { name: 'Needs you' }).getByRole('link')).toHaveCount(2)

  await test.step('polls go on and nothing of the page is touched', async () => {
    await page.clock.runFor(2_000)
    await page.evaluate(() => {
      const seen = { count: 0 }
      Object.assign(window, { seen })
      // What tells a time by itself, an age or an elapsed time, may change; no element does.
      new MutationObserver((mutations) => {
        seen.count += mutations.filter(({ type }) => type === 'childList').length
      }).observe(document.querySelector('main') ?? document.body, { subtree: true, childList: true })
    })
    const before = polls()
    while (polls() < before + 4) await page.clock.runFor(1_000)
    expect(await page.evaluate(() => (window as unknown as { seen: { count: number } }).seen.count)).toBe(0)
  })

  await test.step('hidden, it asks for nothing', async () => {
    await page.evaluate(() => {
      Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => 'hidden' })
      document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))
    })
    await page.waitForLoadState('networkidle')
    requests.length = 0
    await page.clock.runFor(10 * MINUTE_MS)
    expect(requests).toEqual([])
  })

  await test.step('seen again, it asks at once', async () => {
    await page.evaluate(() => {
      Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => 'visible' })
      document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))
    })
    await expect.poll(polls).toBeGreaterThan(0)
  })
})
