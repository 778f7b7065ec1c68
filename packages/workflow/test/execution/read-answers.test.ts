import { describe, expect, it } from 'vitest'
import { readAnswers } from '../../src/execution/read-answers.ts'
import type { Question } from '../../src/schema/index.ts'

const database: Question = {
  id: 'q1',
  header: 'Database',
  question: 'Which database?',
  options: [{ label: 'PostgreSQL' }, { label: 'SQLite' }],
  multiSelect: false,
}
const checks: Question = {
  id: 'q2',
  header: 'Checks',
  question: 'Which checks?',
  options: [{ label: 'lint, format' }, { label: 'types' }],
  multiSelect: true,
}
const set = [database, checks]

describe('readAnswers', () => {
  it.each([
    ['ids', { q1: 'SQLite', q2: ['types'] }],
    ['headers', { Database: 'SQLite', Checks: ['types'] }],
    ['question texts', { 'Which database?': 'SQLite', 'Which checks?': ['types'] }],
  ])('takes %s as keys', (_kind, given) => {
    expect(readAnswers(set, given)).toEqual({ ok: true, answers: { q1: 'SQLite', q2: ['types'] } })
  })

  it('takes own words beside the options, and one string as a list of one', () => {
    const answers = { q1: 'whatever the team uses', q2: ['lint, format'] }
    expect(readAnswers(set, { q1: 'whatever the team uses', q2: 'lint, format' })).toEqual({
      ok: true,
      answers,
    })
  })

  it.each([
    ['a missing answer', { q1: 'SQLite' }, 'q2', /no answer: Which checks/],
    ['no answers at all', {}, 'q1', /no answer/],
    ['an unknown key', { q1: 'a', q2: 'b', q3: 'c' }, 'q3', /no question of this set; the ids are q1, q2/],
    ['a list for a single choice', { q1: ['SQLite'], q2: 'b' }, 'q1', /one answer, not a list/],
    ['an empty list', { q1: 'a', q2: [] }, 'q2', /at least one/],
    ['an empty answer', { q1: ' \n', q2: 'b' }, 'q1', /must not be empty/],
    ['an empty answer in a list', { q1: 'a', q2: ['types', ''] }, 'q2', /must not be empty/],
    [
      'an answer that is too long',
      { q1: 'x'.repeat(10_001), q2: 'b' },
      'q1',
      /10001 characters; at most 10000/,
    ],
    ['two keys for one question', { q1: 'a', Database: 'b', q2: 'c' }, 'Database', /another key/],
    ['a name of the prototype', { q1: 'a', q2: 'b', ['__proto__']: 'c' }, '__proto__', /no question/],
    ['the constructor', { q1: 'a', q2: 'b', constructor: 'c' }, 'constructor', /no question/],
  ])('refuses %s', (_what, given, key, message) => {
    const read = readAnswers(set, given)
    if (read.ok) throw new Error('was accepted')
    expect(read.issues).toContainEqual({ path: [key], message: expect.stringMatching(message) as string })
  })

  it('refuses a header that two questions share, and says which ids there are', () => {
    const twins = [database, { ...checks, header: 'Database' }]
    const read = readAnswers(twins, { Database: 'SQLite' })
    if (read.ok) throw new Error('was accepted')
    expect(read.issues[0]?.message).toBe('names 2 questions; use an id: q1, q2')
  })

  it('takes an answer of exactly the allowed length', () => {
    expect(readAnswers([database], { q1: 'x'.repeat(10_000) })).toMatchObject({ ok: true })
  })
})
