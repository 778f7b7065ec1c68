import { MAX_ANSWER_LENGTH, type AnswerInput, type AnswerValues, type Question } from '../schema/index.ts'

export interface AnswerIssue {
  /** The key as it was given, or the id of the question that has no answer. */
  path: string[]
  message: string
}

export type ReadAnswers = { ok: true; answers: AnswerValues } | { ok: false; issues: AnswerIssue[] }

/**
 * Reads given answers against the questions of the set: every question answered, nothing else answered.
 * Keys may be ids, or a header or question text that names exactly one question.
 */
export function readAnswers(questions: readonly Question[], given: AnswerInput['answers']): ReadAnswers {
  const issues: AnswerIssue[] = []
  const answers = new Map<string, string | string[]>()
  for (const [key, value] of Object.entries(given)) {
    const question = findQuestion(questions, key)
    if (typeof question === 'string') issues.push({ path: [key], message: question })
    else if (answers.has(question.id)) {
      issues.push({ path: [key], message: `answers ${question.id}, which another key answers already` })
    } else {
      const read = readValue(question, value)
      if ('problem' in read) issues.push({ path: [key], message: read.problem })
      answers.set(question.id, 'problem' in read ? '' : read.value)
    }
  }
  for (const { id, question } of questions) {
    if (!answers.has(id)) issues.push({ path: [id], message: `has no answer: ${question}` })
  }
  return issues.length > 0 ? { ok: false, issues } : { ok: true, answers: Object.fromEntries(answers) }
}

function findQuestion(questions: readonly Question[], key: string): Question | string {
  const byId = questions.find(({ id }) => id === key)
  if (byId) return byId
  const named = questions.filter(({ header, question }) => header === key || question === key)
  const [only] = named
  if (only && named.length === 1) return only
  const ids = questions.map(({ id }) => id).join(', ')
  return named.length > 1
    ? `names ${String(named.length)} questions; use an id: ${ids}`
    : `is no question of this set; the ids are ${ids}`
}

type ReadValue = { value: string | string[] } | { problem: string }

function readValue(question: Question, value: string | string[]): ReadValue {
  if (!question.multiSelect) {
    if (Array.isArray(value)) return { problem: 'takes one answer, not a list' }
    const problem = problemOf(value)
    return problem ? { problem } : { value }
  }
  const values = [...new Set(Array.isArray(value) ? value : [value])]
  if (values.length === 0) return { problem: 'needs at least one answer' }
  const problem = values.map(problemOf).find((found) => found !== undefined)
  return problem ? { problem } : { value: values }
}

function problemOf(text: string): string | undefined {
  if (text.trim() === '') return 'must not be empty'
  if (text.length > MAX_ANSWER_LENGTH) {
    return `has ${String(text.length)} characters; at most ${String(MAX_ANSWER_LENGTH)} are allowed`
  }
  return undefined
}
