import type { Readable, Writable } from 'node:stream'
import { cancel, isCancel, multiselect, select, text } from '@clack/prompts'
import type { AnswerValues, Question, QuestionSet } from '@specflow/client'
import { cleanText } from './terminal/clean-text.ts'

/** Stands among the options for the person's own words; no label can be this symbol's text. */
const OTHER = Symbol('other')
const OWN_WORDS = 'In your own words'
type Choice = string | typeof OTHER

/** Keys and screen; those of the process where nothing is given. */
export interface Terminal {
  input?: Readable
  output?: Writable
}

/** Asks every question of a set in the terminal. `undefined` when the person leaves: then nothing is answered. */
export async function askQuestions(
  { questions }: QuestionSet,
  terminal: Terminal = {},
): Promise<AnswerValues | undefined> {
  const answers: AnswerValues = {}
  for (const [index, question] of questions.entries()) {
    const place = questions.length > 1 ? `(${String(index + 1)} of ${String(questions.length)}) ` : ''
    const message = `${place}${cleanText(question.question)}`
    const answer = await ask(question, { ...terminal, message })
    if (answer === undefined) {
      cancel('Nothing was answered.', terminal)
      return undefined
    }
    answers[question.id] = answer
  }
  return answers
}

/** What is asked, and where. */
interface Prompt extends Terminal {
  message: string
}

async function ask(question: Question, prompt: Prompt): Promise<string | string[] | undefined> {
  if (question.options.length === 0) {
    const words = await askForWords(prompt)
    return question.multiSelect && words !== undefined ? [words] : words
  }
  return question.multiSelect ? askForSeveral(question, prompt) : askForOne(question, prompt)
}

async function askForOne(question: Question, prompt: Prompt): Promise<string | undefined> {
  const chosen = await select<Choice>({ ...prompt, options: optionsOf(question) })
  if (isCancel(chosen)) return undefined
  return chosen === OTHER ? askForWords({ ...prompt, message: OWN_WORDS }) : chosen
}

async function askForSeveral(question: Question, prompt: Prompt): Promise<string[] | undefined> {
  const chosen = await multiselect<Choice>({ ...prompt, options: optionsOf(question), required: true })
  if (isCancel(chosen)) return undefined
  const labels = chosen.filter((choice): choice is string => choice !== OTHER)
  if (labels.length === chosen.length) return labels
  const words = await askForWords({ ...prompt, message: OWN_WORDS })
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

async function askForWords(prompt: Prompt): Promise<string | undefined> {
  const words = await text({
    ...prompt,
    validate: (value) => ((value ?? '').trim() === '' ? 'Type an answer, or leave with Ctrl-C.' : undefined),
  })
  return isCancel(words) ? undefined : words
}
