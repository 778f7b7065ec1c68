import type { Browser, Page } from '@playwright/test'
import { startServer, type BuiltServer } from '../support/built-server.ts'
import { runNpmScript } from '../support/npm-script.ts'
import { expectNoSidewaysScroll, findViolations } from './accessible.ts'
import { DEMO_ENVIRONMENT, expect, test } from './dashboard.ts'

test('a link signs one browser in, once, and a new token puts it out', async ({ browser, server }) => {
  const printed = linkIn(server.output())
  const first = await openStranger(browser)

  await test.step('who has no link is told how to get one, in both themes and on a phone', async () => {
    await first.goto(server.origin)
    await expect(first.getByRole('heading', { level: 1, name: 'Sign in to SpecFlow' })).toBeVisible()
    await expect(first.getByRole('status')).toHaveText('This browser is not signed in.')
    await expect(first.getByText('npm run token')).toBeVisible()
    for (const colorScheme of ['light', 'dark'] as const) {
      await first.emulateMedia({ colorScheme })
      expect(await findViolations(first)).toEqual([])
    }
    await first.setViewportSize({ width: 390, height: 844 })
    await expectNoSidewaysScroll(first, 'the page to sign in')
  })

  await test.step('the link of the start lets in, and its code is gone from the address', async () => {
    await first.getByLabel('Sign-in link').fill(printed)
    await first.getByRole('button', { name: 'Sign in' }).click()
    await expectSignedIn(first)
    expect(first.url()).toBe(`${server.origin}/`)
    const [cookie, ...others] = await first.context().cookies()
    expect(others).toEqual([])
    expect(cookie).toMatchObject({
      name: `specflow_${String(server.port)}`,
      httpOnly: true,
      sameSite: 'Strict',
    })
    expect(cookie?.value).not.toContain(server.token())
  })

  const second = await openStranger(browser)
  await test.step('it is good for nobody else', async () => {
    await second.goto(printed)
    await expect(second.getByRole('status')).toContainText('This link was used already')
    expect(second.url()).toBe(`${server.origin}/`)
  })

  await test.step('another one, for a second browser', async () => {
    const { exitCode, stdout } = await runNpmScript('token', server.env, [])
    expect(exitCode).toBe(0)
    await second.goto('about:blank')
    await second.goto(linkIn(stdout))
    await expectSignedIn(second)
  })

  await test.step('a link that is opened by a browser that is signed in is spent too, and out of the address', async () => {
    const { stdout } = await runNpmScript('token', server.env, [])
    await first.goto('about:blank')
    const spent = first.waitForResponse(`${server.origin}/api/session`)
    await first.goto(linkIn(stdout))
    expect((await spent).status()).toBe(200)
    await expectSignedIn(first)
    expect(first.url()).toBe(`${server.origin}/`)
  })

  await test.step('a new token puts both out, who keep what they show', async () => {
    const old = server.token()
    expect((await runNpmScript('token', server.env, ['--show'])).stdout.trim()).toBe(old)
    const { stdout } = await runNpmScript('token', server.env, ['--rotate'])
    expect(stdout.trim()).toBe(server.token())
    expect(server.token()).not.toBe(old)
    expect(await statusWith(server, old)).toBe(401)
    expect(await statusWith(server, server.token())).toBe(200)
    for (const page of [first, second]) {
      await expect(page.getByRole('alert').filter({ hasText: 'Signed out' })).toBeVisible()
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    }
    await first.getByRole('button', { name: 'Sign in' }).click()
    await expect(first.getByRole('status')).toHaveText('This browser is not signed in.')
  })
  for (const page of [first, second]) await page.context().close()
})

test('without a token everybody on this machine is let in, and every page says so', async ({
  browser,
  directory,
}) => {
  await using server = await startServer({ directory, env: { ...DEMO_ENVIRONMENT, SPECFLOW_AUTH: 'off' } })
  expect(server.output()).toContain('Note: SPECFLOW_AUTH is off')
  expect(server.output()).not.toContain('#code=')
  expect(server.output()).toMatch(/^\{.*"code":"AUTH_OFF".*\}$/m)
  const page = await openStranger(browser)
  await page.goto(server.origin)
  await expectSignedIn(page)
  await expect(page.getByRole('region', { name: 'Problems of this installation' })).toContainText(
    'SPECFLOW_AUTH is off',
  )
  await page.goto(`${server.origin}/health`)
  await expect(page.getByRole('region', { name: 'Problems' })).toContainText('SPECFLOW_AUTH is off')
  await page.context().close()
})

/** A page of a browser that this server has never seen. */
async function openStranger(browser: Browser): Promise<Page> {
  const context = await browser.newContext()
  return context.newPage()
}

function linkIn(text: string): string {
  const [link] = /http:\S+#code=[\w-]{43}/.exec(text) ?? []
  if (link === undefined) throw new Error(`There is no sign-in link in:\n${text}`)
  return link
}

async function expectSignedIn(page: Page): Promise<void> {
  await expect(page.getByRole('region', { name: 'Registered projects' })).toBeVisible()
}

async function statusWith({ request }: BuiltServer, token: string): Promise<number> {
  const headers = { authorization: `Bearer ${token}` }
  return (await request({ path: '/api/health', headers })).status
}
