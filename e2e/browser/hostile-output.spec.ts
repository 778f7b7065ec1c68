import type { Page } from '@playwright/test'
import { record, startWithTranscript, toolRecords } from './agent-session.ts'
import { expect, expectStatus, showPart, test } from './dashboard.ts'
import { dangersIn, HOSTILE_TEXTS as TEXTS, keepWithin, watch } from './hostile.ts'

test('W6 hostile output of a model runs nothing, loads nothing and leads nowhere', async ({
  complaints,
  directory,
  page,
  server,
}) => {
  expect(TEXTS.length).toBeGreaterThanOrEqual(60)
  const events = watch(page)
  const strangers = await keepWithin(page.context(), server.origin)
  const open = async (id: string, label: string) => {
    expect(events).toEqual([])
    await page.goto(`${server.origin}/executions/${id}`)
    await expectStatus(page, label)
    // Its own load; another one would be somebody else's.
    expect(events.splice(0)).toEqual([`loaded: ${server.origin}/executions/${id}`])
  }

  await test.step('in the result, its artifacts and the transcript', async () => {
    const output = {
      status: 'completed',
      message: TEXTS.join('\n\n'),
      phase: TEXTS[0],
      artifacts: TEXTS.map((path) => ({ path, action: path })),
      ['__proto__']: { pwned: true },
    }
    const id = await startWithTranscript(
      { server, directory },
      { records: hostileRecords(TEXTS), script: `output:${JSON.stringify(output)}` },
    )
    await server.api.untilStatus(id, 'completed')
    await open(id, 'Completed')
    await expect(page.getByRole('list', { name: 'Artifacts' }).getByRole('listitem')).toHaveCount(
      TEXTS.length,
    )
    await showPart(page, 'Transcript')
    await readWholeTranscript(page)
  })

  await test.step('in questions and their options', async () => {
    const questions = TEXTS.map((text) => ({
      question: text,
      header: text,
      options: [{ label: text, description: text }, { label: `${text} ` }],
    }))
    const output = { status: 'needs_input', message: TEXTS.join('\n\n'), questions }
    const id = await startWithTranscript(
      { server, directory },
      { records: [], script: `output:${JSON.stringify(output)}` },
    )
    await server.api.untilStatus(id, 'waiting_for_input')
    await open(id, 'Waiting for input')
    await expect(page.getByRole('radio').first()).toBeVisible()
    expect(await dangersIn(page)).toEqual([])
    await server.api.cancel(id)
  })

  await test.step('in the text of an error', async () => {
    for (const part of [TEXTS.slice(0, 21), TEXTS.slice(21, 42), TEXTS.slice(42)]) {
      const output = { status: 'error', message: part.join('\n\n') }
      const id = await startWithTranscript(
        { server, directory },
        { records: [], script: `output:${JSON.stringify(output)}` },
      )
      await server.api.untilStatus(id, 'failed')
      await open(id, 'Failed')
      expect(await dangersIn(page)).toEqual([])
    }
  })
  expect(events).toEqual([])
  expect(strangers).toEqual([])
  expect(complaints).toEqual([])
})

/** Everything in which a model can put a text into its transcript; where texts could hide each other, each on its own. */
function hostileRecords(texts: readonly string[]): object[] {
  const all = texts.join('\n\n')
  const todos = texts.map((content) => ({ content, status: content }))
  return [
    record('user', all),
    record('assistant', [
      { type: 'thinking', thinking: all },
      { type: 'tool_use', id: 'todo', name: 'TodoWrite', input: { todos } },
    ]),
    { type: 'system', content: all, timestamp: new Date().toISOString() },
    {
      type: 'attachment',
      attachment: { type: 'structured_output', data: Object.fromEntries(texts.map((text) => [text, text])) },
    },
    ...texts.flatMap((text, index) => [
      record('assistant', text),
      ...toolRecords(`t${String(index)}`, text, {
        input: { [text]: text, ['__proto__']: { pwned: text } },
        output: text,
      }),
    ]),
  ]
}

/** From its end to its beginning, with everything opened that can be opened. */
async function readWholeTranscript(page: Page): Promise<void> {
  const log = page.getByRole('log', { name: 'Transcript' })
  await expect(log.locator('[data-index]').first()).toBeAttached()
  for (let isAtBeginning = false; !isAtBeginning;) {
    isAtBeginning = await log.evaluate(async (region) => {
      for (const closed of region.querySelectorAll<HTMLElement>('button[aria-expanded=false]')) closed.click()
      region.scrollBy({ top: -region.clientHeight })
      // What was opened is drawn and measured with the frames that follow.
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
      return region.scrollTop === 0 && region.textContent.includes('The beginning')
    })
    expect(await dangersIn(page)).toEqual([])
  }
  await expect(log.getByText(TEXTS[0] ?? '').first()).toBeVisible()
}
