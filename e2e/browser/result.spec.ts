import { execFile } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { openSessionFile, startWithTranscript } from './agent-session.ts'
import { expect, expectStatus, showPart, test } from './dashboard.ts'

const run = promisify(execFile)
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']
const HOSTILE_NAME = 'a<img src=x onerror=alert(1)>\u202e.txt'
const HOSTILE_LINE = `<script>alert(1)</script>\u202e${'long '.repeat(200)}`

test('a person sees what a run changed, stops it step by step, and takes its output along', async ({
  complaints,
  directory,
  page,
  server,
}) => {
  const folder = join(directory, 'state/sample-project')
  const changes = page.getByRole('region', { name: 'Changed files' })
  const files = page.getByRole('list', { name: 'Changed files' }).getByRole('button')
  writeFileSync(join(folder, 'notes.txt'), 'one\ntwo\nthree\n')
  await makeRepository(folder)
  const id = await startWithTranscript({ server, directory }, { records: [], script: 'ignore_term' })
  // From then on it ignores signals.
  await openSessionFile({ server, directory }, id)

  await test.step('what has changed while it runs is asked for on demand', async () => {
    await page.goto(`${server.origin}/executions/${id}?tab=result`)
    await expect(changes).toContainText('So far, nothing has changed since the first run began')
    writeFileSync(join(folder, 'notes.txt'), `one\n2\nthree\n${HOSTILE_LINE}\n`)
    writeFileSync(join(folder, HOSTILE_NAME), 'x\n')
    writeFileSync(join(folder, 'logo.bin'), Buffer.from([0, 1, 2, 3]))
    await changes.getByRole('button', { name: 'Look again' }).click()
    await expect(files).toHaveText([
      /^a<img src=x onerror=alert\(1\)>‹U\+202E›\.txtAdded/,
      /^logo\.binAdded.*binary/,
      /^notes\.txtModified, 2 lines added, 1 deleted/,
    ])
  })

  await test.step('a file opens into its diff, with nothing hidden in it, also on a phone', async () => {
    await files.nth(1).click()
    await expect(changes).toContainText('The file is binary')
    await page.setViewportSize({ width: 390, height: 844 })
    await files.nth(2).focus()
    await page.keyboard.press('Enter')
    const lines = page.getByRole('region', { name: 'Changes in notes.txt' })
    await expect(lines.locator('del')).toHaveText('- two')
    await expect(lines.locator('ins').first()).toHaveText('+ 2')
    await expect(lines.locator('ins').last()).toContainText('<script>alert(1)</script>‹U+202E›long')
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
    expect(await lines.evaluate(({ clientWidth, scrollWidth }) => scrollWidth > clientWidth)).toBe(true)
    await expectAccessible(page)
    await page.setViewportSize({ width: 1280, height: 900 })
  })

  await test.step('a stop is shown as it happens, in the dialog and on the page, until its receipt', async () => {
    await page.getByRole('button', { name: 'Cancel execution' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel execution' }).click()
    const dialog = page.getByRole('alertdialog', { name: 'Stopping this execution' })
    const stepOf = (name: string) => page.getByRole('listitem').filter({ hasText: name })
    await expect(dialog.getByRole('status')).toHaveText('The agent was asked to end, and has 5 s for it.')
    await expect(stepOf('Reason recorded')).toContainText('Cancelled by a person')
    await dialog.getByRole('button', { name: 'Close' }).click()
    const ladder = page.getByRole('region', { name: 'Being stopped' })
    await expect(ladder.getByRole('listitem').filter({ hasText: 'SIGTERM' })).toContainText(
      'after the request',
    )
    await expect(stepOf('Grace')).toContainText(/ s of 5\.0 s left/)
    await expect(stepOf('Still alive')).toContainText(/\d process/)
    await expectStatus(page, 'Cancelled')
    await expect(ladder).toHaveCount(0)
    const receipt = page.getByRole('region', { name: 'Stop receipt' })
    await expect(receipt).toContainText(/SIGTERM after .*, SIGKILL after/)
    await expect(changes).toContainText('As the last run left the folder, 3 files have changed')
  })

  await test.step('what it printed is downloaded as a file', async () => {
    await showPart(page, 'Runs')
    for (const stream of ['stdout', 'stderr']) {
      const download = page.waitForEvent('download')
      await page.getByRole('link', { name: `Download ${stream}` }).click()
      const file = await download
      expect(file.suggestedFilename()).toBe(`specflow-${id}-run-1-${stream}.txt`)
      const kept = join(server.home, 'workflows', id, 'run-1', KEPT[stream] ?? '')
      expect(readFileSync(await file.path(), 'utf8')).toBe(readFileSync(kept, 'utf8'))
    }
  })

  await test.step('an artifact leads to what changed in its file', async () => {
    const { projects } = (await server.api.get('/api/projects')).json as { projects: { id: string }[] }
    const completed = await server.api.start({ projectId: projects[0]?.id ?? '', skill: 'demo-complete' })
    await server.api.untilStatus(completed, 'completed')
    await page.goto(`${server.origin}/executions/${completed}`)
    await page.getByRole('list', { name: 'Artifacts' }).getByRole('button').click()
    await expect(files.filter({ hasText: 'demo-report.md' })).toBeFocused()
    await expect(page.getByRole('region', { name: 'Changes in demo-report.md' })).toBeInViewport()
  })
  expect(complaints).toEqual([])
})

const KEPT: Record<string, string> = { stdout: 'output.json', stderr: 'stderr.log' }

async function makeRepository(folder: string): Promise<void> {
  const as = ['-c', 'user.name=Somebody', '-c', 'user.email=somebody@example.com']
  await run('git', ['init', '-q'], { cwd: folder })
  await run('git', ['add', '.'], { cwd: folder })
  await run('git', [...as, 'commit', '-qm', 'Begin'], { cwd: folder })
}

async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    expect((await new AxeBuilder({ page }).withTags(TAGS).analyze()).violations).toEqual([])
  }
  await page.emulateMedia({ colorScheme: 'light' })
}
