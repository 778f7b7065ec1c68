import { describe, expect, it } from 'vitest'
import type { Question } from '@specflow/workflow/schema'
import { EMPTY_DRAFT, answerOf, answersOf, type QuestionDraft } from '../../../src/features/question/draft.ts'
import { questionSet } from '../../support/records.ts'

const OPTIONS = [{ label: 'A' }, { label: 'B, and more' }]
const single: Question = { id: 'q', question: 'Which?', options: OPTIONS, multiSelect: false }
const multiple: Question = { ...single, multiSelect: true }
const free: Question = { ...single, options: [] }

function draft(part: Partial<QuestionDraft>): QuestionDraft {
  return { chosen: [], ownWordsChosen: false, ownWords: '', ...part }
}

describe('answerOf', () => {
  it.each<[string, Question, Partial<QuestionDraft>, string | string[] | undefined]>([
    ['an untouched single choice', single, {}, undefined],
    ['a chosen option', single, { chosen: [1] }, 'B, and more'],
    ['own words that were typed and then left', single, { chosen: [0], ownWords: 'C' }, 'A'],
    ['own words', single, { ownWordsChosen: true, ownWords: ' C ' }, ' C '],
    ['own words of blanks only', single, { ownWordsChosen: true, ownWords: ' \n' }, undefined],
    ['an untouched multiple choice', multiple, {}, undefined],
    ['options in the order of the question', multiple, { chosen: [1, 0] }, ['A', 'B, and more']],
    ['options and own words', multiple, { chosen: [0], ownWordsChosen: true, ownWords: 'C' }, ['A', 'C']],
    ['own words announced but missing', multiple, { chosen: [0], ownWordsChosen: true }, undefined],
    ['an empty free text', free, {}, undefined],
    ['a free text', free, { ownWords: 'C' }, 'C'],
    ['a free text to a multiple choice', { ...free, multiSelect: true }, { ownWords: 'C' }, ['C']],
  ])('reads %s', (_name, question, part, expected) => {
    expect(answerOf(question, draft(part))).toEqual(expected)
  })
})

it('is complete only when every question is answered', () => {
  const set = questionSet('5f0c6b39-6a1c-4a3e-9a55-0f5d9c1c7a10')
  const questions = { q1: draft({ chosen: [1] }), q2: draft({ chosen: [1] }) }
  expect(answersOf(set, EMPTY_DRAFT)).toEqual({ answers: {}, complete: false })
  expect(answersOf(set, { questions, message: '' }).complete).toBe(false)
  expect(
    answersOf(set, { questions: { ...questions, q3: draft({ ownWords: 'Atlas' }) }, message: '' }),
  ).toEqual({
    answers: { q1: 'SQLite', q2: ['macOS, arm'], q3: 'Atlas' },
    complete: true,
  })
})
