import { z } from 'zod'
import { executionStatusSchema } from './execution.ts'
import { projectReferenceIdSchema, skillNameSchema, uuidSchema } from './identifiers.ts'

export const MIN_TIMEOUT_MS = 1_000
export const MAX_TIMEOUT_MS = 24 * 60 * 60 * 1_000
/** Characters of one answer, and of the message that may come with the answers. */
export const MAX_ANSWER_LENGTH = 10_000
const MAX_INPUT_LENGTH = 500_000

const textSchema = z.string().refine((text) => !text.includes('\0'), 'must not contain a NUL character')

/** A key of the caller's: the same key never does the same thing twice. */
const requestIdSchema = z.string().min(1).max(128)

export const startInputSchema = z.strictObject({
  projectId: projectReferenceIdSchema,
  skill: skillNameSchema,
  input: textSchema.max(MAX_INPUT_LENGTH).optional(),
  timeoutMs: z.number().int().min(MIN_TIMEOUT_MS).max(MAX_TIMEOUT_MS).optional(),
  requestId: requestIdSchema.optional(),
})

/**
 * The shape only: which questions there are, and what fits each, is checked against the current set after
 * existence and state (`ANSWERS_INVALID`).
 */
export const answerInputSchema = z.strictObject({
  id: uuidSchema,
  questionSetId: uuidSchema.optional(),
  answers: z.record(z.string(), z.union([textSchema, z.array(textSchema)])),
  message: textSchema.min(1).max(MAX_ANSWER_LENGTH).optional(),
  requestId: requestIdSchema.optional(),
})

export const executionReferenceSchema = z.strictObject({ id: uuidSchema })

export const listInputSchema = z.strictObject({
  projectId: projectReferenceIdSchema.optional(),
  status: z.array(executionStatusSchema).min(1).optional(),
  limit: z.number().int().min(1).max(200).default(50),
  cursor: z.string().min(1).max(256).optional(),
})

export type StartInput = z.infer<typeof startInputSchema>
export type AnswerInput = z.infer<typeof answerInputSchema>
export type ListInput = z.infer<typeof listInputSchema>
