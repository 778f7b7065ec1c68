import { z } from './zod.ts'
import { projectReferenceIdSchema, skillNameSchema, uuidSchema } from './identifiers.ts'
import { MAX_ANSWER_LENGTH, MAX_TIMEOUT_MS, MAX_WAIT_SECONDS, MIN_TIMEOUT_MS } from './limits.ts'
import { listFilterSchema } from './list-filter.ts'

const MAX_INPUT_LENGTH = 500_000

const textSchema = z.string().refine((text) => !text.includes('\0'), 'must not contain a NUL character')

/** A key of the caller's: the same key never does the same thing twice. */
const requestIdSchema = z.string().min(1).max(128)

/** The hash of what the project's folder brings, by whoever has read it. Any other is refused with the right one, so its form is not checked. */
const acknowledgeSchema = z.string().min(1).max(128)

const timeoutSchema = z.number().int().min(MIN_TIMEOUT_MS).max(MAX_TIMEOUT_MS)

export const startInputSchema = z.strictObject({
  projectId: projectReferenceIdSchema,
  skill: skillNameSchema,
  input: textSchema.max(MAX_INPUT_LENGTH).optional(),
  timeoutMs: timeoutSchema.optional(),
  requestId: requestIdSchema.optional(),
  acknowledge: acknowledgeSchema.optional(),
})

/** A message that goes on with the session of an execution that has ended. */
export const followUpInputSchema = z.strictObject({
  id: uuidSchema,
  message: textSchema.max(MAX_INPUT_LENGTH).refine((text) => text.trim() !== '', 'must not be blank'),
  timeoutMs: timeoutSchema.optional(),
  requestId: requestIdSchema.optional(),
  acknowledge: acknowledgeSchema.optional(),
})

export const retryInputSchema = z.strictObject({
  id: uuidSchema,
  requestId: requestIdSchema.optional(),
  acknowledge: acknowledgeSchema.optional(),
})

/** A record leaves this one name out without a word, and what is not a question must be refused. */
const answersSchema = z
  .custom<Record<string, string | string[]>>(
    (given) => typeof given !== 'object' || given === null || !Object.hasOwn(given, '__proto__'),
    'must not have the key "__proto__"',
  )
  .pipe(z.record(z.string(), z.union([textSchema, z.array(textSchema)])))

/**
 * The shape only: which questions there are, and what fits each, is checked against the current set after
 * existence and state (`ANSWERS_INVALID`).
 */
export const answerInputSchema = z.strictObject({
  id: uuidSchema,
  questionSetId: uuidSchema.optional(),
  answers: answersSchema,
  message: textSchema.min(1).max(MAX_ANSWER_LENGTH).optional(),
  requestId: requestIdSchema.optional(),
  acknowledge: acknowledgeSchema.optional(),
})

export const executionReferenceSchema = z.strictObject({ id: uuidSchema })

/** Seconds that an answer may be kept back for until there is something new to tell. */
export const waitSchema = z.number().int().min(0).max(MAX_WAIT_SECONDS)

export const statusInputSchema = executionReferenceSchema.extend({
  /** The `revision` that the caller knows; with `wait` the answer comes as soon as it is another one. By default the present one. */
  since: z.number().int().nonnegative().optional(),
  wait: waitSchema.optional(),
})

export const listInputSchema = listFilterSchema.extend({
  limit: z.number().int().min(1).max(200).default(50),
  cursor: z.string().min(1).max(256).optional(),
})

export type StartInput = z.infer<typeof startInputSchema>
export type FollowUpInput = z.infer<typeof followUpInputSchema>
export type RetryInput = z.infer<typeof retryInputSchema>
export type StatusInput = z.infer<typeof statusInputSchema>
export type AnswerInput = z.infer<typeof answerInputSchema>
export type ListInput = z.infer<typeof listInputSchema>
