import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { fakeAgentEnvironment } from '../support/fake-agent-server.ts'
import { startServer } from '../support/built-server.ts'
import { createProject } from '../support/project.ts'
import { startWebhookReceiver, WEBHOOK_SECRET, writeWebhooks } from '../support/webhook-receiver.ts'
import { expectNoSidewaysScroll } from './accessible.ts'
import { expect, test as base } from './dashboard.ts'

const TEXTS = Object.values(
  JSON.parse(readFileSync(join(import.meta.dirname, 'fixtures/hostile-texts.json'), 'utf8')) as Record<
    string,
    string
  >,
)

/** A server of the tests' agent that has a receiver; `ask` answers the address of the page of what was asked. */
const test = base.extend<{ ask: (questions: object[]) => Promise<{ id: string; address: string }> }>({
  server: async ({ directory }, use) => {
    await using receiver = await startWebhookReceiver()
    await writeWebhooks(directory, [{ url: `${receiver.origin}/json`, secret: WEBHOOK_SECRET }])
    const env = { ...fakeAgentEnvironment(directory), SPECFLOW_ALLOWED_HOSTS: 'phone.example:4747' }
    await using server = await startServer({ directory, env })
    await use(Object.assign(server, { receiver }))
  },
  ask: async ({ directory, server }, use) => {
    const { receiver } = server as typeof server & {
      receiver: Awaited<ReturnType<typeof startWebhookReceiver>>
    }
    const projectId = await server.api.register(await createProject(directory, 'project'))
    await use(async (questions) => {
      const output = JSON.stringify({ status: 'needs_input', questions })
      const id = await server.api.start({
        projectId,
        skill: 'review',
        input: `fake-claude: output:${output}`,
      })
      const [asked] = await receiver.untilReceived('/json', 1)
      const address = String(asked?.body.answerUrl).replace('http://phone.example:4747', server.origin)
      return { id, address }
    })
  },
})

test.use({ viewport: { width: 390, height: 844 } })

test('an answer link is answered on a phone, with no other file of the server', async ({
  ask,
  browser,
  server,
}) => {
  const { address, id } = await ask([
    {
      question: 'Which database?',
      header: 'Database',
      options: [{ label: 'SQLite', description: 'One file' }, { label: 'PostgreSQL' }],
    },
    { question: 'Which parts?', multiSelect: true, options: [{ label: 'Models' }, { label: 'Views' }] },
    { question: 'Which name?' },
  ])
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } })
  const page = await context.newPage()
  const requests: string[] = []
  page.on('request', (request) => requests.push(`${request.method()} ${new URL(request.url()).pathname}`))
  await page.goto(address)
  await expect(page.getByRole('heading', { name: 'review asks' })).toBeVisible()
  await page.getByRole('button', { name: 'Send' }).click()
  await expect(page.getByRole('status')).toHaveText('One question has no answer yet.')

  await page.getByRole('radio', { name: 'SQLite' }).check()
  await page.getByRole('group', { name: 'Database' }).getByLabel('Or in your own words').fill('Neither')
  await expect(page.getByRole('radio', { name: 'SQLite' })).not.toBeChecked()
  await page.getByRole('radio', { name: 'PostgreSQL' }).check()
  await page.getByRole('checkbox', { name: 'Models' }).check()
  await page.getByLabel('And in your own words').fill('Tests')
  await page.getByLabel('Your answer').fill('Ada')
  await page.getByLabel('Anything else? (optional)').fill('Be quick')
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(
      violations.map(({ id: rule, nodes }) => `${rule}: ${nodes.map(({ html }) => html).join()}`),
    ).toEqual([])
  }
  await page.getByRole('button', { name: 'Send' }).click()
  await expect(page.getByRole('status')).toContainText('Sent.')

  const path = new URL(address).pathname
  expect(requests).toEqual([`GET ${path}`, 'POST /api/answer-link'])
  expect((await server.api.status(id)).answers).toMatchObject([
    { answers: { q1: 'PostgreSQL', q2: ['Models', 'Tests'], q3: 'Ada' }, message: 'Be quick' },
  ])
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Nothing to answer here' })).toBeVisible()
  await context.close()
})

test('hostile texts in the questions of an answer link run nothing and load nothing, and their labels are answered as they are', async ({
  ask,
  complaints,
  page,
  server,
}) => {
  // No answer may hold a NUL, whoever gives it.
  const questions = TEXTS.map((text) => {
    const label = text.replaceAll('\0', '')
    const options = [{ label, description: text }, { label: `${label}\r\n2` }]
    return { question: text, header: text, options }
  })
  const { address, id } = await ask(questions)
  const events: string[] = []
  page.on('dialog', (dialog) => {
    events.push(dialog.message())
    void dialog.dismiss()
  })
  page.on('popup', (popup) => events.push(popup.url()))
  page.on('request', (request) => events.push(`${request.method()} ${new URL(request.url()).pathname}`))
  await page.goto(address)
  await expect(page.getByRole('radio')).toHaveCount(2 * TEXTS.length)
  const found = await page.evaluate(() => {
    const forbidden =
      'a, img, svg, math, iframe, object, embed, link, meta, base, style, video, audio, [srcdoc], [formaction], [action]'
    const elements = [...document.querySelectorAll(`main :is(${forbidden})`)].map(
      ({ outerHTML }) => outerHTML,
    )
    const handlers = [...document.querySelectorAll('*')].flatMap(({ attributes }) =>
      [...attributes].filter(({ name }) => name.startsWith('on')).map(({ name }) => name),
    )
    return { elements, handlers, scripts: document.scripts.length, pwned: 'pwned' in globalThis }
  })
  expect(found).toEqual({ elements: [], handlers: [], scripts: 2, pwned: false })
  await expectNoSidewaysScroll(page, 'the page of an answer link')

  for (const box of await page.getByRole('group').all()) await box.getByRole('radio').last().check()
  await page.getByRole('button', { name: 'Send' }).click()
  await expect(page.getByRole('status')).toContainText('Sent.')
  const [entry] = (await server.api.status(id)).answers
  expect(Object.values(entry?.answers ?? {})).toEqual(
    entry?.questions.map(({ options }) => options[1]?.label),
  )
  expect(events).toEqual([`GET ${new URL(address).pathname}`, 'POST /api/answer-link'])
  expect(complaints).toEqual([])
})

test('without JavaScript the page of an answer link says that it needs it', async ({ ask, browser }) => {
  const { address } = await ask([{ question: 'Which name?' }])
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  await page.goto(address)
  await expect(page.getByText('This page needs JavaScript to send an answer.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Send' })).toBeHidden()
  await context.close()
})
