import { test as base, expect, type Page } from '@playwright/test'
import { startServer, type BuiltServer } from '../support/built-server.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'

/** Without the agent command there is the demo agent and its sample project. */
export const DEMO_ENVIRONMENT = { SPECFLOW_CLAUDE_BIN: 'no-such-agent' }

interface Fixtures {
  /** Holds the server's state and the user's home. */
  directory: string
  server: BuiltServer
  /**
   * What the browser complained about: errors on the console (a violated security policy is one), exceptions, and
   * requests to another host. Must be empty at the end unless the test says what it expects.
   */
  complaints: string[]
}

/** A test with a demo server of its own and a page that is watched. */
export const test = base.extend<Fixtures>({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads the names of the fixtures from the pattern
  directory: async ({}, use) => {
    await using directory = await temporaryDirectory()
    await use(directory.path)
  },
  server: async ({ directory }, use) => {
    await using server = await startServer({ directory, env: DEMO_ENVIRONMENT })
    await use(server)
  },
  complaints: async ({ page, server }, use) => {
    const complaints: string[] = []
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text())
    })
    page.on('pageerror', (error) => complaints.push(error.message))
    page.on('request', (request) => {
      if (!request.url().startsWith(`${server.origin}/`) && !request.url().startsWith('data:')) {
        complaints.push(`request to ${request.url()}`)
      }
    })
    await use(complaints)
    expect(complaints).toEqual([])
  },
  context: async ({ context, server }, use) => {
    await context.addCookies([await server.signIn()])
    await use(context)
  },
  page: async ({ page }, use) => {
    await page.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', ({ blockedURI, violatedDirective }) => {
        console.error(`violates ${violatedDirective}: ${blockedURI}`)
      })
    })
    await use(page)
  },
})

export { expect }

/** From the first page to the sample project. */
export async function openSampleProject(page: Page, server: BuiltServer): Promise<void> {
  await page.goto(server.origin)
  await page
    .getByRole('region', { name: 'Registered projects' })
    .getByRole('link', { name: 'Sample project' })
    .click()
  await expect(page.getByRole('heading', { level: 1, name: 'Sample project' })).toBeVisible()
}

/** Starts a skill of the open project; answers the id of the execution that the page shows then. */
export async function startSkill(page: Page, skill: string, input?: string): Promise<string> {
  await page.getByRole('button', { name: `Start ${skill}` }).click()
  const dialog = page.getByRole('dialog', { name: `Start ${skill}` })
  await expect(dialog).toContainText('no model is asked')
  if (input !== undefined) await dialog.getByLabel('Input (optional)').fill(input)
  await dialog.getByRole('button', { name: 'Start', exact: true }).click()
  await page.waitForURL(/\/executions\/[0-9a-f-]{36}$/)
  await expect(page.getByRole('heading', { level: 1, name: skill })).toBeVisible()
  return new URL(page.url()).pathname.split('/').at(-1) ?? ''
}

/** The status in the head of the page of an execution. */
export async function expectStatus(page: Page, label: string): Promise<void> {
  await expect(page.getByRole('main').getByRole('status').first()).toContainText(label)
}

/**
 * Closes the page, of which nothing but its server's absence may have shown on the console. A server that is killed
 * leaves each request another error: nobody listens, the answer is cut off at any byte, the next one is not ready yet.
 */
export async function expectNothingButServerAway(page: Page, complaints: string[]): Promise<void> {
  await page.close()
  expect(complaints.filter((text) => !/net::ERR_|status of 503/.test(text))).toEqual([])
  complaints.length = 0
}

/** Shows one part of the page of an execution. */
export async function showPart(
  page: Page,
  name: 'Result' | 'Transcript' | 'Timeline' | 'Runs',
): Promise<void> {
  await page.getByRole('tab', { name }).click()
}
