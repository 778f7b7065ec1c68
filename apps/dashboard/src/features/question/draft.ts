import type { AnswerValues, Question, QuestionSet } from '@specflow/workflow/schema'
import { z } from '../../lib/zod.ts'

const questionDraftSchema = z.object({
  /** Indexes of the chosen options. */
  chosen: z.array(z.number().int().nonnegative()),
  /** Whether the person's own words count; they are kept when another choice is looked at. */
  ownWordsChosen: z.boolean(),
  ownWords: z.string(),
})

/** What a person has put into the form of one question set so far, by question id. */
const draftSchema = z.object({
  questions: z.record(z.string(), questionDraftSchema),
  message: z.string(),
})

const questionSchema = z.object({
  id: z.string(),
  question: z.string(),
  header: z.string().optional(),
  options: z.array(z.object({ label: z.string(), description: z.string().optional() })),
  multiSelect: z.boolean(),
})

/** A draft with what it is an answer to. */
export const keptDraftSchema = z.object({
  executionId: z.string(),
  questionSet: z.object({ id: z.string(), questions: z.array(questionSchema) }),
  draft: draftSchema,
})

export type QuestionDraft = z.infer<typeof questionDraftSchema>
export type Draft = z.infer<typeof draftSchema>
export type KeptDraft = z.infer<typeof keptDraftSchema>

export const EMPTY_DRAFT: Draft = { questions: {}, message: '' }
const EMPTY_QUESTION: QuestionDraft = { chosen: [], ownWordsChosen: false, ownWords: '' }

export function draftOf(question: Question, draft: Draft): QuestionDraft {
  return draft.questions[question.id] ?? EMPTY_QUESTION
}

/** The answer as the server takes it; `undefined` while the question is not answered. */
export function answerOf(
  question: Question,
  { chosen, ownWords, ownWordsChosen }: QuestionDraft,
): string | string[] | undefined {
  const ownWordsCount = ownWordsChosen || question.options.length === 0
  if (ownWordsCount && ownWords.trim() === '') return undefined
  const labels = question.options.filter((_, index) => chosen.includes(index)).map(({ label }) => label)
  const answers = ownWordsCount ? [...(question.multiSelect ? labels : []), ownWords] : labels
  if (question.multiSelect) return answers.length > 0 ? answers : undefined
  return answers[0]
}

/** The answers to the questions that are answered, and whether those are all. */
export function answersOf(
  { questions }: QuestionSet,
  draft: Draft,
): { answers: AnswerValues; complete: boolean } {
  const answers: AnswerValues = {}
  for (const question of questions) {
    const answer = answerOf(question, draftOf(question, draft))
    if (answer !== undefined) answers[question.id] = answer
  }
  return { answers, complete: Object.keys(answers).length === questions.length }
}
