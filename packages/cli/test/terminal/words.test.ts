import { describe, expect, it } from 'vitest'
import { cleanText } from '../../src/terminal/clean-text.ts'
import { createPrint } from '../../src/terminal/print.ts'
import { durationWords } from '../../src/terminal/words.ts'
import { parseDuration } from '../../src/parse-options.ts'
import { testWorld } from '../support/world.ts'

it.each([
  ['moves no cursor', 'a\u001b[2Jb\rc', 'abc'],
  ['sets no title', '\u001b]0;owned\u0007text', 'text'],
  ['hides no direction', 'a\u202eb', 'ab'],
  ['keeps its lines and tabs', 'a\n\tb', 'a\n\tb'],
])('text of an agent %s', (_what, text, cleaned) => {
  expect(cleanText(text)).toBe(cleaned)
})

describe('an answer', () => {
  const answer = (isTerminal: boolean, json: boolean) => {
    const world = testWorld()
    const print = createPrint({ ...world, stdout: { ...world.stdout, isTerminal } }, json)
    print.say('words')
    print.emit({ a: '\n' })
    return world.out()
  }

  it('is words in a terminal, and a line of JSON elsewhere or where that is asked for', () => {
    expect(answer(true, false)).toBe('words\n')
    expect(answer(true, true)).toBe('{"a":"\\n"}\n')
    expect(answer(false, false)).toBe('{"a":"\\n"}\n')
  })
})

it.each([
  [-5, '0 s'],
  [45_999, '45 s'],
  [723_000, '12 min 3 s'],
  [7_500_000, '2 h 5 min'],
])('%i ms are %s', (ms, words) => {
  expect(durationWords(ms)).toBe(words)
})

it('a duration has a number and a unit', () => {
  expect(['1500ms', '90s', '30m', '2h'].map(parseDuration)).toEqual([1_500, 90_000, 1_800_000, 7_200_000])
  for (const wrong of ['30', '', '-1s', '1.5h', '2 h'])
    expect(() => parseDuration(wrong)).toThrow('such as 90s')
})
