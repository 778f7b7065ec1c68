import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { chromium, type Browser, type Page } from '@playwright/test'
import { startServer, type BuiltServer } from '../support/built-server.ts'
import { CHROMIUM, CHROMIUM_FLAGS } from '../support/chromium.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'
import { doTheJob, type Addresses } from './do-the-job.ts'

const THEMES = ['light', 'dark'] as const
const DESKTOP = { width: 1440, height: 900 }
const PHONE = { width: 390, height: 844 }

/** Does the main job in a browser, and takes the pictures of the documents on the way. */
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
    const addresses = await doTheJob(await openPage({ browser, server }, 'light', DESKTOP), server.origin)
    for (const theme of THEMES)
      for (const { viewport, ...picture } of listPictures(server.origin, addresses)) {
        const page = await openPage({ browser, server }, theme, viewport)
        await takePicture(page, { ...picture, path: join(folder, `${picture.name}-${theme}.png`) })
        await page.context().close()
      }
  } finally {
    await browser.close()
  }
}

interface Picture {
  name: string
  address: string
  prepare?: (page: Page) => Promise<void>
}

function listPictures(origin: string, at: Addresses): (Picture & { viewport: typeof DESKTOP })[] {
  return [
    { name: 'overview', address: origin, viewport: DESKTOP },
    { name: 'overview-phone', address: origin, viewport: PHONE },
    { name: 'project', address: at.project, viewport: DESKTOP },
    { name: 'execution-waiting', address: at.asking, viewport: DESKTOP, prepare: fillAnswers },
    { name: 'execution-waiting-phone', address: at.asking, viewport: PHONE, prepare: fillAnswers },
    { name: 'transcript', address: `${at.answered}?tab=transcript`, viewport: DESKTOP },
    { name: 'timeline', address: `${at.answered}?tab=timeline`, viewport: DESKTOP },
    { name: 'history', address: `${origin}/history`, viewport: DESKTOP },
  ]
}

async function openPage(
  { browser, server }: { browser: Browser; server: BuiltServer },
  colorScheme: (typeof THEMES)[number],
  viewport: typeof DESKTOP,
): Promise<Page> {
  const context = await browser.newContext({ viewport, colorScheme, reducedMotion: 'reduce' })
  await context.addCookies([await server.signIn()])
  return context.newPage()
}

async function fillAnswers(page: Page): Promise<void> {
  await page.getByRole('radio', { name: 'Thorough' }).check()
  await page.getByRole('textbox', { name: 'Who is going to read it?' }).fill('The whole team')
}

async function takePicture(page: Page, picture: Picture & { path: string }): Promise<void> {
  await page.goto(picture.address, { waitUntil: 'networkidle' })
  await picture.prepare?.(page)
  await page.evaluate(() => document.fonts.ready)
  await page.screenshot({ path: picture.path, fullPage: true, animations: 'disabled', caret: 'hide' })
  process.stdout.write(`${picture.path}\n`)
}

await takeScreenshots(resolve(process.argv[2] ?? '../docs/screenshots'))
