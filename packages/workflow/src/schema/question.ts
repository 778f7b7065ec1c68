import { z } from './zod.ts'
import { timestampSchema, uuidSchema } from './identifiers.ts'

export const questionOptionSchema = z.object({
  label: z.string(),
  description: z.string().optional(),
})

/** One question to a person. `id` is given by SpecFlow, never by the agent, and is unique within its set. */
export const questionSchema = z.object({
  id: z.string().min(1),
  question: z.string(),
  header: z.string().optional(),
  options: z.array(questionOptionSchema),
  multiSelect: z.boolean(),
})

/** All that the agent asked at once. A set is answered as a whole and exactly once. */
export const questionSetSchema = z.object({
  id: uuidSchema,
  questions: z.array(questionSchema).min(1),
})

/** Keyed by question id; a list for a multiple choice, a string for everything else. */
export const answerValuesSchema = z.record(z.string(), z.union([z.string(), z.array(z.string())]))

/** One answered set, kept with its questions so that the history reads without the agent's output. */
export const answerEntrySchema = z.object({
  questionSetId: uuidSchema,
  questions: z.array(questionSchema),
  answers: answerValuesSchema,
  message: z.string().optional(),
  requestId: z.string().optional(),
  answeredAt: timestampSchema,
})

export type QuestionOption = z.infer<typeof questionOptionSchema>
export type Question = z.infer<typeof questionSchema>
export type QuestionSet = z.infer<typeof questionSetSchema>
export type AnswerValues = z.infer<typeof answerValuesSchema>
export type AnswerEntry = z.infer<typeof answerEntrySchema>
