// @vitest-environment happy-dom
import { beforeEach, expect, it } from 'vitest'
import { EMPTY_DRAFT } from '../../../src/features/question/draft.ts'
import { createDraftStore } from '../../../src/features/question/draft-store.ts'
import { EXECUTION_ID, questionSet } from '../../support/records.ts'

const SET = '5f0c6b39-6a1c-4a3e-9a55-0f5d9c1c7a11'
const OTHER_SET = '5f0c6b39-6a1c-4a3e-9a55-0f5d9c1c7a12'
const DRAFT = { questions: { q1: { chosen: [0], ownWordsChosen: false, ownWords: '' } }, message: 'hello' }
const KEPT = { executionId: EXECUTION_ID, questionSet: questionSet(SET), draft: DRAFT }

beforeEach(() => {
  window.sessionStorage.clear()
})

it('keeps a draft over a reload of the page', () => {
  createDraftStore(() => window.sessionStorage).write(KEPT)
  expect(createDraftStore(() => window.sessionStorage).read(SET)).toEqual(DRAFT)
})

it('gives the same object until it is written again', () => {
  const store = createDraftStore(() => window.sessionStorage)
  expect(store.read(SET)).toBe(store.read(SET))
})

it('finds the drafts of an execution, with their questions, also after a reload', () => {
  const store = createDraftStore(() => window.sessionStorage)
  store.write(KEPT)
  store.write({ ...KEPT, executionId: 'another', questionSet: questionSet(OTHER_SET) })
  expect(store.keptOf(EXECUTION_ID)).toEqual([KEPT])
  expect(store.keptOf(EXECUTION_ID)).toBe(store.keptOf(EXECUTION_ID))
  expect(createDraftStore(() => window.sessionStorage).keptOf(EXECUTION_ID)).toEqual([KEPT])
  store.remove(SET)
  expect(store.keptOf(EXECUTION_ID)).toEqual([])
})

it('keeps a draft in memory where the browser forbids storage', () => {
  const store = createDraftStore(() => {
    throw new DOMException('denied', 'SecurityError')
  })
  store.write(KEPT)
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
