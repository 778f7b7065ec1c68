import type { AnswerValues, QuestionSet, ShownExecution } from '@specflow/client'
import { askQuestions } from '../ask-questions.ts'
import { CommandFailure } from '../command-failure.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import { follow } from '../follow.ts'
import type { Session } from '../session.ts'
import { statusWords } from '../terminal/words.ts'

export interface AnswerOptions {
  /** `key=value`; a key that comes again makes a list. */
  answer?: string[]
  message?: string
  wait?: boolean
  acknowledge?: string
}

/** By the given answers, else by asking the person. Without an id it is the execution that has waited longest. */
export async function answer(
  session: Session,
  id: string | undefined,
  options: AnswerOptions,
): Promise<ExitCode> {
  const { client, print } = session
  const execution = await client.status(id ?? (await findLongestWaiting(session)), { retryForMs: 0 })
  const questionSet = requireQuestions(execution)
  const answers = await readAnswers(session, questionSet, options)
  if (answers === undefined) return EXIT.interrupted
  const { acknowledge, message } = options
  const answered = await client.answer({
    id: execution.id,
    questionSetId: questionSet.id,
    answers,
    message,
    acknowledge,
  })
  if (options.wait) return follow(session, execution.id)
  print.emit(answered)
  print.say(`Answered. ${execution.skill} on ${execution.projectName}: ${statusWords(answered.status)}`)
  return EXIT.completed
}

async function findLongestWaiting({ client }: Session): Promise<string> {
  const { executions } = await client.list({ status: ['waiting_for_input'], limit: 200 }, { retryForMs: 0 })
  const since = ({ updatedAt, waitingSince = updatedAt }: (typeof executions)[number]) => waitingSince
  const [longest] = executions.toSorted((a, b) => since(a).localeCompare(since(b)))
  if (longest) return longest.id
  throw new CommandFailure('Nothing waits for an answer.', EXIT.refused)
}

function requireQuestions({ id, questionSet, status }: ShownExecution): QuestionSet {
  if (questionSet) return questionSet
  throw new CommandFailure(`${id} asks nothing: ${statusWords(status)}.`, EXIT.refused)
}

async function readAnswers(
  { print, world }: Session,
  questionSet: QuestionSet,
  { answer: given }: AnswerOptions,
): Promise<AnswerValues | undefined> {
  if (given !== undefined) return parseAnswers(given)
  if (print.isForPerson && world.isInteractive) return askQuestions(questionSet)
  const keys = questionSet.questions.map(({ id, question }) => `  --answer ${id}=…   ${question}`)
  throw new CommandFailure(
    `There is no terminal to ask in. Give an answer to every question:\n${keys.join('\n')}`,
    EXIT.usage,
  )
}

function parseAnswers(given: readonly string[]): AnswerValues {
  const answers = new Map<string, string[]>()
  for (const entry of given) {
    const separator = entry.indexOf('=')
    if (separator < 1)
      throw new CommandFailure(`--answer ${entry} is no answer; expected key=value`, EXIT.usage)
    const key = entry.slice(0, separator)
    answers.set(key, [...(answers.get(key) ?? []), entry.slice(separator + 1)])
  }
  // One value fits a single and a multiple choice alike.
  return Object.fromEntries(
    [...answers].map(([key, values]) => [key, values.length === 1 ? (values[0] ?? '') : values]),
  )
}
