import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { chromium, type Browser, type Page } from '@playwright/test'
import { startServer } from './support/built-server.ts'
import { CHROMIUM, CHROMIUM_FLAGS } from './support/chromium.ts'
import { temporaryDirectory } from './support/temporary-directory.ts'

const WIDTH = 1440
const THEMES = ['light', 'dark'] as const

/** Does the main job in a browser, and takes the pictures of the README on the way. */
async function takeScreenshots(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  // What the pictures show of paths should be short and nobody's.
  await using directory = await temporaryDirectory('specflow-')
  await using server = await startServer({
    directory: directory.path,
    env: { SPECFLOW_AGENT: 'demo' },
  })
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: [...CHROMIUM_FLAGS] })
  try {
    const { asking, project } = await doTheJob(browser, server.origin)
    for (const theme of THEMES) {
      const page = await openPage(browser, theme)
      await picture(page, { address: project, path: join(folder, `project-${theme}.png`) })
      await picture(page, {
        address: asking,
        path: join(folder, `execution-waiting-${theme}.png`),
        prepare: fillAnswers,
      })
      await page.context().close()
    }
  } finally {
    await browser.close()
  }
}

/** Leaves one execution completed, one cancelled and one waiting; answers the addresses of the project and of the last. */
async function doTheJob(browser: Browser, origin: string): Promise<{ project: string; asking: string }> {
  const page = await openPage(browser, 'light')
  await page.goto(origin)
  await page.getByRole('link', { name: 'Sample project' }).first().click()
  await page.getByRole('heading', { level: 1, name: 'Sample project' }).waitFor()
  const project = page.url()
  await startSkill(page, project, 'demo-complete')
  await page.getByRole('region', { name: 'Result' }).waitFor()
  await startSkill(page, project, 'demo-long')
  await page.getByRole('button', { name: 'Cancel execution' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel execution' }).click()
  await page.getByRole('region', { name: 'Stop receipt' }).waitFor()
  await startSkill(page, project, 'demo-ask')
  await page.getByRole('region', { name: 'Questions' }).waitFor()
  const asking = page.url()
  await page.context().close()
  return { project, asking }
}

async function startSkill(page: Page, project: string, skill: string): Promise<void> {
  await page.goto(project)
  await page.getByRole('button', { name: `Start ${skill}` }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Start', exact: true }).click()
  await page.waitForURL(/\/executions\//)
}

async function openPage(browser: Browser, colorScheme: (typeof THEMES)[number]): Promise<Page> {
  const viewport = { width: WIDTH, height: 900 }
  const context = await browser.newContext({ viewport, colorScheme, reducedMotion: 'reduce' })
  return context.newPage()
}

async function fillAnswers(page: Page): Promise<void> {
  await page.getByRole('radio', { name: 'Thorough' }).check()
  await page.getByRole('textbox', { name: 'Who is going to read it?' }).fill('The whole team')
}

interface Picture {
  address: string
  /** Of the image. */
  path: string
  prepare?: (page: Page) => Promise<void>
}

async function picture(page: Page, { address, path, prepare }: Picture): Promise<void> {
  await page.goto(address, { waitUntil: 'load' })
  await prepare?.(page)
  await page.evaluate(() => document.fonts.ready)
  await page.screenshot({ path, fullPage: true, animations: 'disabled', caret: 'hide' })
  process.stdout.write(`${path}\n`)
}

await takeScreenshots(resolve(process.argv[2] ?? '../docs/images'))
