import AxeBuilder from '@axe-core/playwright'
import type { Locator, Page } from '@playwright/test'
import { openSessionFile, record, startWithTranscript, toolRecords } from './agent-session.ts'
import { expect, expectStatus, openSampleProject, showPart, startSkill, test } from './dashboard.ts'

const logOf = (page: Page) => page.getByRole('log', { name: 'Transcript' })
const rowsOf = (page: Page) => logOf(page).locator('[data-index]')
const jumpOf = (page: Page) => page.getByRole('button', { name: /^Jump to the newest/ })

test('a person follows an agent, looks into its tools and its sub-agent, and goes back and forth', async ({
  complaints,
  directory,
  page,
  server,
}) => {
  await test.step('a demo run tells its tools, its plan, its sub-agent and its words', async () => {
    await openSampleProject(page, server)
    await startSkill(page, 'demo-complete')
    await expectStatus(page, 'Completed')
    await showPart(page, 'Transcript')
    const log = logOf(page)
    await log.getByRole('button', { name: /^Agent/ }).click()
    const agent = log.getByRole('group', { name: 'Sub-agent' })
    await expect(agent).toContainText('No model was asked: the program counted.')
    await agent.getByRole('button', { name: /^Bash/ }).click()
    await expect(agent.getByRole('region', { name: 'Input of Bash' })).toContainText('ls -A | wc -l')
    await expect(log.getByRole('list', { name: 'Plan' }).last()).toContainText('Done: Write demo-report.md')
    await log.getByRole('button', { name: 'Result given' }).click()
    await expect(log.getByRole('region', { name: 'The output' })).toContainText('"status": "completed"')
  })

  await test.step('nothing in it keeps anybody out, in both themes', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      const { violations } = await new AxeBuilder({ page })
        .include('[role=log]')
        .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
        .analyze()
      expect(violations).toEqual([])
    }
  })

  const records = Array.from({ length: 60 }, (_, index) => record('assistant', `Line ${String(index)}.`))
  const live = await startWithTranscript({ server, directory }, { records, script: 'hang' })
  const { append } = await openSessionFile({ server, directory }, live)

  await test.step('a live one is followed at its end', async () => {
    await page.goto(`${server.origin}/executions/${live}`)
    await logOf(page).scrollIntoViewIfNeeded()
    await expect(logOf(page).getByText('Line 59.')).toBeInViewport()
    append([record('assistant', 'And **one** more.')])
    await expect(logOf(page).getByText('And one more.')).toBeInViewport()
    await expect(jumpOf(page)).toHaveCount(0)
  })

  await test.step('whoever scrolls up stays there, is told what came, and jumps back', async () => {
    await logOf(page).hover()
    await page.mouse.wheel(0, -1_200)
    await expect(jumpOf(page)).toBeVisible()
    await expect(logOf(page)).toHaveAttribute('aria-live', 'off')
    const before = await positionOf(logOf(page))
    append([
      record('assistant', 'While you were up.'),
      ...toolRecords('t1', 'Read', { input: {}, output: 'x' }),
    ])
    await expect(jumpOf(page)).toContainText('2 new entries')
    expect(await positionOf(logOf(page))).toBe(before)
    await jumpOf(page).click()
    await expect(logOf(page).getByText('While you were up.')).toBeInViewport()
    await expect(jumpOf(page)).toHaveCount(0)
    await expect(logOf(page)).toHaveAttribute('aria-live', 'polite')
  })

  await test.step('a reload in the middle is at the newest again', async () => {
    await page.reload()
    await logOf(page).scrollIntoViewIfNeeded()
    await expect(logOf(page).getByText('While you were up.')).toBeInViewport()
    append([record('assistant', 'After the reload.')])
    await expect(logOf(page).getByText('After the reload.')).toBeInViewport()
  })

  await test.step('what was said stays when the run is cancelled', async () => {
    await server.api.cancel(live)
    await page.reload()
    await expectStatus(page, 'Cancelled')
    await showPart(page, 'Transcript')
    await logOf(page).scrollIntoViewIfNeeded()
    await expect(logOf(page).getByText('After the reload.')).toBeInViewport()
  })
  expect(complaints).toEqual([])
})

test('a transcript of 20 MB is read part by part and drawn row by row', async ({
  complaints,
  directory,
  page,
  server,
}) => {
  const filling = 'word '.repeat(1_000)
  const records = Array.from({ length: 4_000 }, (_, index) =>
    record('assistant', `Entry ${String(index)}. ${filling}`),
  )
  const id = await startWithTranscript({ server, directory }, { records, script: 'ok' })
  await server.api.untilStatus(id, 'completed')
  let received = 0
  page.on('response', async (response) => {
    if (response.url().includes('workflow.transcript')) received += (await response.body()).length
  })

  await test.step('the first paint asks for a small part', async () => {
    await page.goto(`${server.origin}/executions/${id}?tab=transcript`)
    await expect(logOf(page).getByText('Entry 3999.')).toBeAttached()
    await page.waitForLoadState('networkidle')
    expect(received).toBeGreaterThan(0)
    expect(received).toBeLessThan(1_000_000)
    expect(await rowsOf(page).count()).toBeLessThan(40)
  })

  await test.step('scrolling to the top brings what came before, in place, again and again', async () => {
    for (let part = 0; part < 3; part += 1) {
      let release = () => {}
      const gate = new Promise<void>((resolve) => {
        release = resolve
      })
      const isOlder = ({ search }: URL) => search.includes('before')
      await page.route(isOlder, async (route) => {
        await gate
        await route.continue()
      })
      await logOf(page).evaluate((region) => region.scrollTo({ top: 0 }))
      await expect.poll(() => positionOf(logOf(page))).toBe(0)
      await expect(logOf(page).getByText('Loading what came before…')).toBeVisible()
      const oldest = Math.min(...(await entriesOf(page)))
      const before = await placeOf(page, oldest)
      release()
      await expect.poll(() => positionOf(logOf(page))).toBeGreaterThan(1_000)
      expect(Math.abs((await placeOf(page, oldest)) - before)).toBeLessThan(3)
      await page.unroute(isOlder)
      expect(await rowsOf(page).count()).toBeLessThan(40)
    }
    expect(received).toBeLessThan(3_000_000)
  })
  expect(complaints).toEqual([])
})

function positionOf(log: Locator): Promise<number> {
  return log.evaluate(({ scrollTop }) => scrollTop)
}

/** The numbers of the entries that are drawn. */
async function entriesOf(page: Page): Promise<number[]> {
  const texts = await rowsOf(page).allTextContents()
  return texts.flatMap((text) => /Entry (\d+)\./.exec(text)?.[1] ?? []).map(Number)
}

/** Where an entry that is drawn stands on the screen. */
function placeOf(page: Page, number: number): Promise<number> {
  return rowsOf(page)
    .filter({ hasText: `Entry ${String(number)}.` })
    .evaluate((row) => row.getBoundingClientRect().top)
}
