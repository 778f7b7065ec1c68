import { cancel, isCancel, multiselect, select, text } from '@clack/prompts'
import type { AnswerValues, Question, QuestionSet } from '@specflow/client'
import { cleanText } from './terminal/clean-text.ts'

/** Stands among the options for the person's own words; no label can be this symbol's text. */
const OTHER = Symbol('other')
type Choice = string | typeof OTHER

/** Asks every question of a set in the terminal. `undefined` when the person leaves: then nothing is answered. */
export async function askQuestions({ questions }: QuestionSet): Promise<AnswerValues | undefined> {
  const answers: AnswerValues = {}
  for (const [index, question] of questions.entries()) {
    const place = questions.length > 1 ? `(${String(index + 1)} of ${String(questions.length)}) ` : ''
    const answer = await ask(question, `${place}${cleanText(question.question)}`)
    if (answer === undefined) {
      cancel('Nothing was answered.')
      return undefined
    }
    answers[question.id] = answer
  }
  return answers
}

async function ask(question: Question, message: string): Promise<string | string[] | undefined> {
  if (question.options.length === 0) {
    const words = await askForWords(message)
    return question.multiSelect && words !== undefined ? [words] : words
  }
  return question.multiSelect ? askForSeveral(question, message) : askForOne(question, message)
}

async function askForOne(question: Question, message: string): Promise<string | undefined> {
  const chosen = await select<Choice>({ message, options: optionsOf(question) })
  if (isCancel(chosen)) return undefined
  return chosen === OTHER ? askForWords('In your own words') : chosen
}

async function askForSeveral(question: Question, message: string): Promise<string[] | undefined> {
  const chosen = await multiselect<Choice>({ message, options: optionsOf(question), required: true })
  if (isCancel(chosen)) return undefined
  const labels = chosen.filter((choice): choice is string => choice !== OTHER)
  if (labels.length === chosen.length) return labels
  const words = await askForWords('In your own words')
  return words === undefined ? undefined : [...labels, words]
}

function optionsOf({ options }: Question) {
  const given = options.map(({ description, label }) => ({
    value: label,
    label: cleanText(label),
    ...(description !== undefined && { hint: cleanText(description) }),
  }))
  return [...given, { value: OTHER as Choice, label: 'Something else' }]
}

async function askForWords(message: string): Promise<string | undefined> {
  const words = await text({
    message,
    validate: (value) => ((value ?? '').trim() === '' ? 'Type an answer, or leave with Ctrl-C.' : undefined),
  })
  return isCancel(words) ? undefined : words
}
