import { DEMO_NOTICE, type Question, type StructuredOutput } from '../result/answer.ts'
import type { DemoRun } from './demo-run.ts'
import { readReplies, type Reply } from './replies.ts'

const WORK_MS = 1_000

/** Asks twice in one session, the second time about the first answers, and then repeats what it was told. */
export async function answerAsk(run: DemoRun): Promise<StructuredOutput> {
  const { narration, reply, state } = run
  narration.say(
    reply === undefined
      ? `${DEMO_NOTICE} a program asks two rounds of questions, whatever they are about.`
      : 'These answers are taken down as they are. _Nobody thought about them._',
  )
  await run.wait(run.workMs(WORK_MS))
  const open = state.rounds.at(-1)
  if (open !== undefined && reply !== undefined) open.reply = reply
  const replies = state.rounds.flatMap((round) => readReplies(round.questions, round.reply ?? ''))
  const questions = [firstQuestions, secondQuestions][state.rounds.length]?.(replies)
  if (questions === undefined) return told(replies)
  state.rounds.push({ questions })
  const round = String(state.rounds.length)
  return { status: 'needs_input', message: `${DEMO_NOTICE} round ${round} of 2.`, questions }
}

function firstQuestions(): Question[] {
  return [
    {
      question: 'How long should the imaginary report be?',
      header: 'Length',
      options: [
        { label: 'Short', description: 'One page with the result alone' },
        { label: 'Thorough', description: 'Every step with its reason' },
      ],
      multiSelect: false,
    },
    { question: 'Who is going to read it?', header: 'Reader', multiSelect: false },
  ]
}

function secondQuestions([length, reader]: readonly Reply[]): Question[] {
  const known = `You answered “${length?.answer ?? ''}” for the length and “${reader?.answer ?? ''}” for the reader.`
  return [
    {
      question: `${known} Which parts should it have?`,
      header: 'Parts',
      options: [
        { label: 'Summary', description: 'What came out' },
        { label: 'Steps', description: 'What was done, in order' },
        { label: 'Risks', description: 'What could still go wrong' },
      ],
      multiSelect: true,
    },
  ]
}

function told(replies: readonly Reply[]): StructuredOutput {
  const lines = replies.map(({ name, answer }) => `- ${name}: ${answer}`)
  return { status: 'completed', message: [`${DEMO_NOTICE} these were your answers.`, ...lines].join('\n') }
}
