// @vitest-environment happy-dom
import { beforeEach, expect, it } from 'vitest'
import { EMPTY_DRAFT } from '../../../src/features/question/draft.ts'
import { createDraftStore } from '../../../src/features/question/draft-store.ts'

const SET = '5f0c6b39-6a1c-4a3e-9a55-0f5d9c1c7a11'
const DRAFT = { questions: { q1: { chosen: [0], ownWordsChosen: false, ownWords: '' } }, message: 'hello' }

beforeEach(() => {
  window.sessionStorage.clear()
})

it('keeps a draft over a reload of the page', () => {
  createDraftStore(() => window.sessionStorage).write(SET, DRAFT)
  expect(createDraftStore(() => window.sessionStorage).read(SET)).toEqual(DRAFT)
})

it('gives the same object until it is written again', () => {
  const store = createDraftStore(() => window.sessionStorage)
  expect(store.read(SET)).toBe(store.read(SET))
})

it('keeps a draft in memory where the browser forbids storage', () => {
  const store = createDraftStore(() => {
    throw new DOMException('denied', 'SecurityError')
  })
  store.write(SET, DRAFT)
  expect(store.read(SET)).toEqual(DRAFT)
  store.remove(SET)
  expect(store.read(SET)).toEqual(EMPTY_DRAFT)
})

it.each(['', 'no json', '{"questions":[]}', '{"message":1}'])(
  'takes %j in the storage for an empty draft',
  (text) => {
    window.sessionStorage.setItem(`specflow.draft.${SET}`, text)
    expect(createDraftStore(() => window.sessionStorage).read(SET)).toEqual(EMPTY_DRAFT)
  },
)
