import type { Page } from '@playwright/test'
import { startServer, type BuiltServer } from '../support/built-server.ts'
import {
  DEMO_ENVIRONMENT,
  expect,
  expectNothingButServerAway,
  expectStatus,
  test as base,
} from './dashboard.ts'

/** The demo agent's own skills, without the time that they pretend to need. */
const ENVIRONMENT = { ...DEMO_ENVIRONMENT, FAKE_CLAUDE_WORK_MS: '100' }
const ELSEWHERE = 'These questions were answered elsewhere'

const test = base.extend({
  server: async ({ directory }, use) => {
    await using server = await startServer({ directory, env: ENVIRONMENT })
    await use(server)
  },
})

test('who answers in a second tab, or too late, learns what happened and loses no word', async ({
  complaints,
  context,
  page,
  server,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: server.origin })
  const id = await ask(server)
  const other = await context.newPage()
  for (const tab of [page, other]) {
    await openQuestions(tab, server, id)
    await fillIn(tab, tab === page ? 'The first tab' : 'The second tab')
  }

  await test.step('the second tab sees at its next poll that the first has answered', async () => {
    // Behind the other, a tab asks for nothing until it is looked at.
    await page.bringToFront()
    await sendButton(page).click()
    await expect(page.getByRole('group', { name: /Which parts/ })).toBeVisible()
    await expect(page.getByText(ELSEWHERE)).toBeHidden()
    await other.bringToFront()
    const alert = other.getByRole('alert', { name: ELSEWHERE })
    await expect(alert).toContainText('The first tab')
    await expect(alert).toContainText('was not sent')
    await alert.getByRole('button', { name: 'Copy my answers' }).click()
    await expect
      .poll(() => other.evaluate(() => navigator.clipboard.readText()))
      .toContain('Who is going to read it?\nThe second tab')
  })

  await test.step('an answer that a script was faster than is refused, and its text is kept over a reload', async () => {
    await stopPolling(other)
    await other
      .getByRole('group', { name: /Which parts/ })
      .getByRole('textbox')
      .fill('A glossary')
    const { questionSet } = await server.api.status(id)
    await server.api.answer(id, { [questionSet?.questions[0]?.id ?? '']: ['Summary'] })
    await sendButton(other).click()
    const refused = other.getByRole('alert', { name: ELSEWHERE }).filter({ hasText: 'A glossary' })
    await expect(refused).toContainText('Summary')
    expect((await server.api.untilStatus(id, 'completed')).answers).toHaveLength(2)
    await other.unroute('**/api/trpc/workflow.status*')
    await other.reload()
    await expectStatus(other, 'Completed')
    await expect(other.getByText('The second tab', { exact: false }).first()).toBeVisible()
    await expect(other.getByText('A glossary', { exact: false })).toBeVisible()
  })

  await test.step('the text goes into a follow-up', async () => {
    const last = other.getByRole('group', { name: ELSEWHERE }).last()
    await last.getByRole('button', { name: 'Send as a follow-up' }).click()
    const message = other.getByRole('dialog', { name: 'Follow up' }).getByLabel('Message')
    await expect(message).toHaveValue(/A glossary/)
    await other.close()
  })

  await test.step('a cancel meanwhile withdraws the questions and not what was typed', async () => {
    const cancelled = await ask(server)
    await openQuestions(page, server, cancelled)
    await fillIn(page, 'Too late')
    await stopPolling(page)
    await server.api.cancel(cancelled)
    await sendButton(page).click()
    const alert = page.getByRole('alert', { name: /It was cancelled before these questions were answered/ })
    await expect(alert).toContainText('Too late')
    await expectStatus(page, 'Cancelled')
  })
  // The refusals are what is tested.
  expect(complaints.filter((text) => !text.includes('status of 409'))).toEqual([])
  complaints.length = 0
})

test('U5 a double click, Enter twice and the back button answer once', async ({
  complaints,
  page,
  server,
}) => {
  const sent: string[] = []
  page.on('request', (request) => {
    if (request.url().includes('workflow.answer')) sent.push(request.postData() ?? '')
  })
  const id = await ask(server)
  await openQuestions(page, server, id)
  await fillIn(page, 'Everybody')

  await test.step('a double click sends once', async () => {
    await sendButton(page).dblclick()
    await expect(page.getByRole('group', { name: /Which parts/ })).toBeVisible()
    expect(sent).toHaveLength(1)
  })

  await test.step('Enter twice sends once, after numbers have chosen', async () => {
    await page.getByRole('checkbox', { name: 'Summary' }).focus()
    await page.keyboard.press('1')
    await expect(page.getByRole('checkbox', { name: 'Summary' })).toBeChecked()
    await page.keyboard.press('Enter')
    await expect(sendButton(page)).toBeFocused()
    await page.keyboard.press('Enter')
    await page.keyboard.press('Enter')
    await expectStatus(page, 'Completed')
    expect(sent).toHaveLength(2)
    expect((await server.api.status(id)).answers).toHaveLength(2)
  })

  await test.step('back and forth shows how things are', async () => {
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Overview' }).click()
    await page.waitForURL(`${server.origin}/`)
    await page.goBack()
    await expectStatus(page, 'Completed')
    await page.goto(`${server.origin}/history`)
    await page.goBack()
    await expectStatus(page, 'Completed')
    await expect(sendButton(page)).toHaveCount(0)
    expect(sent).toHaveLength(2)
  })
  expect(complaints).toEqual([])
})

test('a restart of the server in the middle of answering loses neither question nor draft', async ({
  complaints,
  directory,
  page,
  server,
}) => {
  const id = await ask(server)
  await openQuestions(page, server, id)
  await fillIn(page, 'Whoever comes after')
  await server.stop()
  await sendButton(page).click()
  await expect(page.getByRole('alert').filter({ hasText: 'The server did not answer' })).toBeVisible()

  await using next = await startServer({ directory, env: { ...ENVIRONMENT, PORT: String(server.port) } })
  await expect(page.getByRole('alert').filter({ hasText: 'Server not reachable since' })).toBeHidden()
  await expect(page.getByRole('textbox', { name: READER })).toHaveValue('Whoever comes after')
  await page.reload()
  await expect(page.getByRole('textbox', { name: READER })).toHaveValue('Whoever comes after')
  await sendButton(page).click()
  await expect(page.getByRole('group', { name: /Which parts/ })).toContainText('Whoever comes after')
  expect((await next.api.status(id)).answers).toHaveLength(1)

  await expectNothingButServerAway(page, complaints)
})

const READER = 'Who is going to read it?'
const sendButton = (page: Page) => page.getByRole('button', { name: 'Send answers' })

/** Starts the skill that asks two rounds; answers the id once it has asked. */
async function ask({ api }: BuiltServer): Promise<string> {
  const { projects } = (await api.get('/api/projects')).json as { projects: { id: string }[] }
  const id = await api.start({ projectId: projects[0]?.id ?? '', skill: 'demo-ask' })
  await api.untilStatus(id, 'waiting_for_input')
  return id
}

async function openQuestions(page: Page, server: BuiltServer, id: string): Promise<void> {
  await page.goto(`${server.origin}/executions/${id}`)
  await expect(sendButton(page)).toBeVisible()
}

async function fillIn(page: Page, reader: string): Promise<void> {
  await page.getByRole('radio', { name: 'Thorough' }).check()
  await page.getByRole('textbox', { name: READER }).fill(reader)
  await expect(page.getByText('2 of 2 answered')).toBeVisible()
}

/** The polls of the page are not answered; what is asked for after a refusal is. */
async function stopPolling(page: Page): Promise<void> {
  let refused = false
  page.on('response', (response) => {
    if (response.status() === 409) refused = true
  })
  await page.route('**/api/trpc/workflow.status*', async (route) => {
    if (refused) await route.continue()
  })
}
