import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startServer, type BuiltServer } from '../support/built-server.ts'
import { createProject } from '../support/project.ts'
import { endedRecord, waitingRecord, writeRecords } from '../support/write-records.ts'
import { expect, expectStatus, test as base } from './dashboard.ts'
import { createHostileFolders, createHostileProject, HOSTILE_NAMES, HOSTILE_RUNS } from './hostile-project.ts'
import { dangersIn, HOSTILE_TEXTS, keepWithin, watch } from './hostile.ts'

const ENVIRONMENT = {
  SPECFLOW_AGENT: 'claude',
  SPECFLOW_CLAUDE_BIN: join(import.meta.dirname, 'fixtures/project-agent.sh'),
  IS_SANDBOX: '1',
}
const AT = Date.parse('2026-01-02T03:04:05.000Z')

/** Everything that lists show of an execution, said by somebody hostile. */
const records = HOSTILE_TEXTS.flatMap((text, index) => {
  const at = new Date(AT + index * 1_000)
  const said = { input: text, projectName: text, projectPath: `/${text.replace(/\0/g, '')}` }
  const error = { code: 'AGENT_FAILED', message: text, remedy: text, stderrTail: text } as const
  return [endedRecord(at, { ...said, status: 'failed', error }), waitingRecord(at, text, said)]
})

const test = base.extend({
  server: async ({ directory }, use) => {
    await writeRecords(directory, records)
    await registerGarden(directory)
    await using server = await startServer({ directory, env: ENVIRONMENT })
    await use(server)
  },
})

test('W6 hostile names of folders, files and skills, and hostile errors, run nothing, load nothing and lead nowhere', async ({
  complaints,
  directory,
  page,
  server,
}) => {
  test.setTimeout(480_000)
  expect(HOSTILE_TEXTS.length).toBeGreaterThanOrEqual(60)
  const events = watch(page)
  const strangers = await keepWithin(page.context(), server.origin)
  const project = createHostileProject(directory)
  const projectId = await server.api.register(project)
  const open = async (path: string) => {
    expect(events).toEqual([])
    await page.goto(`${server.origin}${path}`)
    expect(events.splice(0)).toEqual([`loaded: ${server.origin}${path}`])
  }

  await test.step('in the names and paths of projects', async () => {
    for (const path of createHostileFolders(directory)) await server.api.register(path)
    for (const [index, text] of HOSTILE_TEXTS.entries()) {
      const path = join(directory, 'named', String(index))
      mkdirSync(path, { recursive: true })
      const name = text.trim().slice(0, 128)
      expect((await server.api.post('/api/projects', { path, name })).status).toBe(201)
    }
    await open('/')
    const links = page.getByRole('region', { name: 'Registered projects' }).getByRole('link')
    await expect(links).toHaveCount(2 + HOSTILE_NAMES.length + HOSTILE_TEXTS.length)
    expect(await dangersIn(page, 'body > :not(script)')).toEqual([])
    for (const text of [HOSTILE_TEXTS[0] ?? '', HOSTILE_TEXTS[6] ?? '']) {
      await open('/')
      await links.filter({ hasText: text }).first().click()
      await expect(page.getByRole('heading', { level: 1 })).toContainText(text)
      expect(await dangersIn(page)).toEqual([])
    }
  })

  await test.step('in the folders that there are to choose from', async () => {
    await open('/')
    const form = page.getByRole('form', { name: 'Register a project' })
    await form.getByLabel('Folder', { exact: true }).fill(join(directory, 'folders'))
    await form.getByRole('button', { name: 'Choose a folder' }).click()
    const dialog = page.getByRole('dialog', { name: 'Choose a folder' })
    await expect(dialog.getByText(HOSTILE_NAMES[0] ?? '').first()).toBeVisible()
    expect(await dangersIn(page, '[role=dialog]')).toEqual([])
  })

  await test.step('in skills, and in what the folder brings', async () => {
    await open(`/projects/${projectId}`)
    await expect(page.getByRole('button', { name: /^Start s\d+$/ })).toHaveCount(HOSTILE_TEXTS.length)
    await expect(page.getByRole('main')).toContainText(HOSTILE_TEXTS[0] ?? '')
    expect(await dangersIn(page)).toEqual([])
    await page.getByRole('button', { name: 'Start s0' }).click()
    const brings = page
      .getByRole('dialog', { name: 'Start s0' })
      .getByRole('list', { name: 'What the folder brings' })
    await expect(brings).toContainText(HOSTILE_TEXTS[0] ?? '')
    expect(await dangersIn(page, '[role=dialog]')).toEqual([])
    await page.keyboard.press('Escape')
  })

  await test.step('on standard error, and in the files that a run has changed', async () => {
    for (let run = 0; run < HOSTILE_RUNS; run += 1) {
      const body = { projectId, skill: 's0', input: `run-${String(run)}` }
      const id = run === 0 ? await acknowledge(server, body) : await server.api.start(body)
      const { error } = await server.api.untilStatus(id, 'failed')
      expect(error?.stderrTail).toBeDefined()
      await open(`/executions/${id}`)
      await expectStatus(page, 'Failed')
      const stderr = page.getByRole('main')
      await expect(stderr).toContainText('exit code 1')
      for (const sign of ['\u001b', '\u009b']) expect(await stderr.textContent()).not.toContain(sign)
      expect(await dangersIn(page)).toEqual([])
      if (run > 0) continue
      const files = page.getByRole('list', { name: 'Changed files' }).getByRole('button')
      await expect(files).toHaveCount(HOSTILE_NAMES.length)
      await files.first().click()
      await expect(page.getByRole('region', { name: /^Changes in / }).first()).toBeVisible()
      expect(await dangersIn(page)).toEqual([])
    }
  })

  await test.step('in lists, their previews and the palette', async () => {
    for (const path of ['/', '/history', '/history?status=failed', '/health']) {
      await open(path)
      await expect(page.getByRole('main')).toBeVisible()
      expect(await dangersIn(page)).toEqual([])
    }
    await page.getByRole('button', { name: 'Command palette' }).click()
    await expect(
      page.getByRole('dialog', { name: 'Command palette' }).getByRole('option').first(),
    ).toBeVisible()
    expect(await dangersIn(page, '[role=dialog]')).toEqual([])
  })

  await test.step('in records as somebody else wrote them', async () => {
    for (const record of [records[0], records[13], records[114], records[115]]) {
      await open(`/executions/${record?.id ?? ''}`)
      await expect(page.getByRole('main').getByRole('status').first()).toBeVisible()
      expect(await dangersIn(page)).toEqual([])
    }
  })
  expect(events).toEqual([])
  expect(strangers).toEqual([])
  expect(complaints).toEqual([])
})

/** The project of the records, before there is a server to register it. */
async function registerGarden(directory: string): Promise<void> {
  const path = await createProject(directory, 'garden', { skills: { weed: 'Weed.' } })
  const garden = { path, name: 'Garden', registered_at: new Date(AT).toISOString() }
  writeFileSync(join(directory, 'state/registry.json'), JSON.stringify({ projects: { garden } }), {
    mode: 0o600,
  })
}

/** What the folder brings has to be acknowledged once: starts it so, and answers the id. */
async function acknowledge({ api }: BuiltServer, body: object): Promise<string> {
  const refused = await api.post('/api/workflow/start', body)
  expect(refused.status).toBe(412)
  const { hash } = (refused.json as { error: { details: { hash: string } } }).error.details
  const { json } = await api.post('/api/workflow/start', { ...body, acknowledge: hash })
  return (json as { id: string }).id
}
