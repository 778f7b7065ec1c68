import { join } from 'node:path'
import { defineConfig } from '@playwright/test'
import { CHROMIUM, CHROMIUM_FLAGS } from '../support/chromium.ts'

const reports = process.env.SPECFLOW_TEST_REPORTS

export default defineConfig({
  testDir: '.',
  outputDir: '../node_modules/.playwright',
  workers: 1,
  retries: 0,
  forbidOnly: true,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: [
    ['list'],
    ...(reports === undefined
      ? []
      : [['json', { outputFile: join(reports, 'e2e-browser.json') }] satisfies [string, unknown]]),
  ],
  use: {
    viewport: { width: 1280, height: 900 },
    launchOptions: { executablePath: CHROMIUM, args: [...CHROMIUM_FLAGS] },
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
  },
})
