import { z } from './zod.ts'
import { projectIdSchema, projectReferenceIdSchema } from './identifiers.ts'

/** US dollars. */
const amountSchema = z.number().positive('must be more than 0').max(1_000_000)

/** What may be spent in one scope. What is absent is not limited. */
export const runLimitsSchema = z.strictObject({
  /** One execution, over all its runs. */
  maxCostUsd: amountSchema.optional(),
  /** All executions of the scope on one day of the server's calendar. */
  maxCostPerDayUsd: amountSchema.optional(),
  /** Runs of the scope in any sixty minutes: first ones and those after an answer. */
  maxRunsPerHour: z.number().int().min(1).max(1_000_000).optional(),
})

/**
 * All limits: of everything together, and of single projects. Both hold. Strict, since a limit that this version does not know
 * could not be kept.
 */
export const allLimitsSchema = z.strictObject({
  global: runLimitsSchema,
  projects: z.record(projectIdSchema, runLimitsSchema),
})

/** The limits of one scope, all of them: without a project those of everything together. */
export const setLimitsInputSchema = z.strictObject({
  projectId: projectReferenceIdSchema.optional(),
  limits: runLimitsSchema,
})

export type RunLimits = z.infer<typeof runLimitsSchema>
export type AllLimits = z.infer<typeof allLimitsSchema>
export type SetLimitsInput = z.infer<typeof setLimitsInputSchema>
