import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { startServer } from '../support/built-server.ts'
import { endedRecord, writeRecords } from '../support/write-records.ts'
import { DEMO_ENVIRONMENT, expect, test as base } from './dashboard.ts'

const MANY = 1_000
const MINUTE_MS = 60_000

/** A server that finds a thousand executions of an earlier one: every tenth failed, every hundredth is a plan. */
const test = base.extend({
  server: async ({ directory }, use) => {
    const now = Date.now()
    await writeRecords(
      directory,
      Array.from({ length: MANY }, (_, at) =>
        endedRecord(new Date(now - at * MINUTE_MS), {
          skill: at % 100 === 0 ? 'plan' : 'weed',
          input: `row ${String(at)}`,
          ...(at % 10 === 0 && { status: 'failed', error: { code: 'TIMED_OUT', message: 'Too long.' } }),
        }),
      ),
    )
    await using server = await startServer({ directory, env: DEMO_ENVIRONMENT })
    await use(server)
  },
})

test('the history is searched, kept in the address, counted and taken along', async ({
  complaints: _complaints,
  page,
  server,
}) => {
  const list = page.getByRole('list', { name: 'Executions' })
  const rows = list.locator('> li')

  await test.step('what is filtered by stays in the address, and is there after a reload', async () => {
    await page.goto(`${server.origin}/history`)
    await expect(rows.first()).toContainText('row 0')
    await choose(page, 'Status', 'Failed')
    await choose(page, 'Skill', 'plan')
    await page.getByRole('searchbox', { name: 'Search executions' }).fill('ROW 90')
    await expect(rows).toHaveCount(1)
    await expect(rows).toContainText('row 900')
    await expect(page).toHaveURL(/status=failed/)
    await expect(page).toHaveURL(/text=ROW/)
    await page.reload()
    await expect(rows).toHaveCount(1)
    await expect(page.getByRole('searchbox', { name: 'Search executions' })).toHaveValue('ROW 90')
    await expect(page.getByRole('combobox', { name: 'Status' })).toContainText('Failed')
    await expect(page.getByRole('region', { name: 'Statistics' })).toContainText('1 failed')
  })

  await test.step('the same executions are had as a file', async () => {
    const download = page.waitForEvent('download')
    await page.getByRole('link', { name: 'Export CSV' }).click()
    const text = await readFile(await (await download).path(), 'utf8')
    const lines = text.trimEnd().split('\r\n')
    expect(lines).toHaveLength(2)
    expect(lines[1]).toContain('row 900')
  })

  await test.step('what lets nothing through says so, and is taken back', async () => {
    await page.getByRole('searchbox', { name: 'Search executions' }).fill('nothing has this')
    await page.getByRole('button', { name: 'Clear the filters' }).click()
    await expect(rows.first()).toContainText('row 0')
    await expect(page).not.toHaveURL(/status=/)
  })

  await test.step('charts come when they are needed, with their numbers in tables', async () => {
    const panel = page.getByRole('region', { name: 'Statistics' })
    await expect(panel.locator('svg.recharts-surface').first()).toBeVisible()
    await panel.getByText('The same in numbers').click()
    await expect(panel.getByRole('table', { name: 'By skill' })).toContainText('plan')
  })
})

async function choose(page: Page, name: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name }).click()
  await page.getByRole('option', { name: option, exact: true }).click()
}
