import { PassThrough } from 'node:stream'
import { stripVTControlCharacters } from 'node:util'
import { expect, it, vi } from 'vitest'
import type { Question } from '@specflow/client'
import { askQuestions } from '../src/ask-questions.ts'

const DOWN = '\u001b[B'
const SPACE = ' '
const ENTER = '\r'
const CTRL_C = '\u0003'

const SEVERAL: Question = {
  id: 'q',
  question: 'Which \u001b[2Jdatabases?',
  header: 'Databases',
  multiSelect: true,
  options: [
    { label: 'SQLite', description: 'a file' },
    { label: 'Postgre\u001b[31mSQL' },
    { label: 'MariaDB' },
  ],
}

/** Asks in a terminal that is not there. */
function asking(questions: Question[]) {
  const input = new PassThrough()
  const output = new PassThrough()
  let screen = ''
  output.on('data', (chunk: Buffer) => {
    screen += chunk.toString()
  })
  const answers = askQuestions({ id: 's', questions }, { input, output })
  const shown = () => stripVTControlCharacters(screen)
  return {
    answers,
    raw: () => screen,
    untilShown: (text: string) => vi.waitUntil(() => shown().includes(text), 5_000),
    /** Key after key, each once the one before has had its effect. */
    async press(...keys: string[]) {
      for (const key of keys) {
        input.write(key)
        await new Promise((resolve) => setImmediate(resolve))
      }
    },
  }
}

it('answers several choices by their labels, in the order in which they are chosen', async () => {
  const { answers, press, raw, untilShown } = asking([SEVERAL])
  await untilShown('Which databases?')
  await press(DOWN, DOWN, SPACE, DOWN, DOWN, SPACE, ENTER)
  expect(await answers).toEqual({ q: ['MariaDB', 'SQLite'] })
  expect(raw()).not.toContain('\u001b[2J')
})

it('answers with the label itself, though it is shown without what moves the cursor', async () => {
  const { answers, press, untilShown } = asking([SEVERAL])
  await untilShown('PostgreSQL')
  await press(DOWN, SPACE, ENTER)
  expect(await answers).toEqual({ q: ['Postgre\u001b[31mSQL'] })
})

it('goes on asking until something is chosen', async () => {
  const { answers, press, untilShown } = asking([SEVERAL])
  await untilShown('MariaDB')
  await press(ENTER)
  await untilShown('Please select at least one option')
  await press(SPACE, ENTER)
  expect(await answers).toEqual({ q: ['SQLite'] })
})

it('adds the own words of the person to what they chose', async () => {
  const { answers, press, untilShown } = asking([SEVERAL])
  await untilShown('Something else')
  await press(SPACE, DOWN, DOWN, DOWN, SPACE, ENTER)
  await untilShown('In your own words')
  await press('files', ENTER)
  expect(await answers).toEqual({ q: ['SQLite', 'files'] })
})

it('makes a list of the words where there is nothing to choose from', async () => {
  const { answers, press, untilShown } = asking([{ ...SEVERAL, options: [] }])
  await untilShown('Which databases?')
  await press('files', ENTER)
  expect(await answers).toEqual({ q: ['files'] })
})

it.each([
  ['while it chooses', [SPACE, CTRL_C]],
  ['while it writes', [DOWN, DOWN, DOWN, SPACE, ENTER, 'f', CTRL_C]],
])('answers nothing, not even the question before, when the person leaves %s', async (_when, keys) => {
  const { answers, press, untilShown } = asking([{ ...SEVERAL, id: 'first' }, SEVERAL])
  await untilShown('(1 of 2)')
  await press(SPACE, ENTER)
  await untilShown('(2 of 2)')
  await press(...keys)
  expect(await answers).toBeUndefined()
  await untilShown('Nothing was answered.')
})
