import type { Question } from '../result/answer.ts'

export interface Reply {
  /** The question's header, or its text. */
  name: string
  answer: string
}

/**
 * Finds the answers in the prompt of a resumed run, whatever its exact form: what stands behind a question's text,
 * up to the next question. Where a question is not repeated in the prompt, its answer is the prompt without the
 * opening line.
 */
export function readReplies(questions: readonly Question[], prompt: string): Reply[] {
  const places = questions.map(({ question }) => prompt.indexOf(question))
  return questions.map((question, index) => {
    const start = places[index] ?? -1
    const name = question.header ?? question.question
    if (start === -1) return { name, answer: tidy(prompt.slice(prompt.indexOf('\n') + 1)) }
    const end = Math.min(...places.filter((place) => place > start), prompt.length)
    return { name, answer: tidy(prompt.slice(start + question.question.length, end)) }
  })
}

const MAX_LENGTH = 2_000

/** The lines that somebody wrote, without signs of quotes and lists and without labels such as `Answer 1 of 2:`. */
function tidy(text: string): string {
  const lines = text.split('\n').map((line) => line.trim())
  const quoted = lines.filter((line) => line.startsWith('>'))
  const said = quoted.length === 0 ? lines.filter((line) => !LABEL.test(line)) : quoted
  return said
    .map((line) => line.replace(/^[>*-]+\s*/, '').replace(/^answers?:\s*/i, ''))
    .filter((line) => line !== '')
    .join(', ')
    .slice(0, MAX_LENGTH)
}

const LABEL = /^(?:\d+[.)]|(?:question|answer)s?\b[^:]{0,20}:)$/i
