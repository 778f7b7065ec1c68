import type { Page } from '@playwright/test'
import { startServer } from '../support/built-server.ts'
import { endedRecord, writeRecords } from '../support/write-records.ts'
import { DEMO_ENVIRONMENT, expect, showPart, test as base } from './dashboard.ts'
import { watchScripts, type LoadedScript } from './watch-scripts.ts'

const BUDGET_BYTES = 180 * 1_024
const MANY = 1_000
const MOST_ROWS = 100
const MINUTE_MS = 60_000

/** What is loaded when it is needed, by words of its code that minifying leaves. */
const LATER = {
  charts: 'recharts-surface',
  markdown: 'footnoteDefinition',
  transcript: 'Jump to the newest',
  dialogs: 'DialogContent',
  toasts: 'data-sonner-toast',
}

/** A server that finds a thousand executions of an earlier one. */
const test = base.extend({
  server: async ({ directory }, use) => {
    const now = Date.now()
    const records = Array.from({ length: MANY }, (_, at) =>
      endedRecord(new Date(now - at * MINUTE_MS), { input: `row ${String(at)}` }),
    )
    await writeRecords(directory, records)
    await using server = await startServer({ directory, env: DEMO_ENVIRONMENT })
    await use(server)
  },
})

// The third budget, that a hidden page asks for nothing, is held in overview.spec.ts.
test('the first page loads few scripts, and a list of a thousand executions has few rows', async ({
  complaints: _complaints,
  page,
  server,
}) => {
  const scripts = watchScripts(page)

  await test.step('the first page loads at most 180 KB of scripts, and nothing that only others need', async () => {
    await page.goto(server.origin)
    await expect(page.getByRole('region', { name: 'Finished lately' })).toContainText('row 0')
    await page.waitForLoadState('networkidle')
    const loaded = await scripts()
    const bytes = loaded.reduce((sum, script) => sum + script.bytes, 0)
    expect(loaded.length).toBeGreaterThan(3)
    expect(bytes, `compressed; the largest scripts:\n${largestOf(loaded)}`).toBeLessThanOrEqual(BUDGET_BYTES)
    expect(partsIn(loaded)).toEqual([])
  })

  await test.step('a list of a thousand executions is at most a hundred rows, wherever one looks', async () => {
    await page.goto(`${server.origin}/history`)
    await loadWholeList(page)
    const rows = page.getByRole('list', { name: 'Executions' }).locator('> li')
    const height = await page.evaluate(() => document.documentElement.scrollHeight)
    const counts: number[] = []
    for (let part = 0; part <= 20; part += 1) {
      await page.evaluate((top) => window.scrollTo(0, top), (height * part) / 20)
      await expect(rows.first()).toBeAttached()
      counts.push(await rows.count())
    }
    expect(Math.max(...counts)).toBeLessThanOrEqual(MOST_ROWS)
    expect(Math.min(...counts)).toBeGreaterThan(5)
    await expect(rows.last()).toHaveAttribute('aria-posinset', String(MANY))
    await expect(rows.last()).toContainText(`row ${String(MANY - 1)}`)
  })

  await test.step('what the first page does without is loaded where it is needed', async () => {
    await expect(page.locator('svg.recharts-surface').first()).toBeAttached()
    await page.getByRole('link', { name: 'weed' }).last().click()
    await showPart(page, 'Transcript')
    await page.getByRole('button', { name: 'More actions' }).click()
    await page.getByRole('menuitem', { name: 'Copy id' }).click()
    await expect(page.locator('[data-sonner-toast]')).toBeVisible()
    await expect.poll(async () => partsIn(await scripts())).toEqual(Object.keys(LATER))
  })
})

function largestOf(scripts: readonly LoadedScript[]): string {
  const largest = scripts.toSorted((one, other) => other.bytes - one.bytes).slice(0, 8)
  return largest.map(({ bytes, path }) => `${String(bytes)} ${path}`).join('\n')
}

function partsIn(scripts: readonly LoadedScript[]): string[] {
  const parts = Object.entries(LATER).filter(([, word]) => scripts.some(({ text }) => text.includes(word)))
  return parts.map(([name]) => name)
}

async function loadWholeList(page: Page): Promise<void> {
  const more = page.getByRole('button', { name: 'Load more' })
  const whole = page.locator(`li[aria-setsize="${String(MANY)}"]`).first()
  for (;;) {
    // While a page is on its way there is neither; then one of the two is there.
    await more.or(whole).waitFor()
    if ((await whole.count()) > 0) return
    // The button may be the one of the page before, which goes away with the click: then it is looked at again.
    await more.click({ timeout: 2_000 }).catch(() => undefined)
  }
}
