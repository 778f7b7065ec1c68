import { z } from './zod.ts'
import { waitSchema } from './inputs.ts'
import { executionSummarySchema } from './summary.ts'

export const changesInputSchema = z.strictObject({
  /** The `cursor` of an earlier answer. */
  since: z.string().min(1).max(256).optional(),
  /** With `since`: the answer comes as soon as something has changed. */
  wait: waitSchema.optional(),
})

/** How many executions have not ended, by status. */
export const activeCountsSchema = z.object({
  queued: z.number().int(),
  running: z.number().int(),
  waiting_for_input: z.number().int(),
})

/** What changed since an earlier answer. */
export const changePageSchema = z.object({
  /** Names this moment: to be given back as `since`. */
  cursor: z.string(),
  /** What changed cannot be told: whoever shows executions reads them again. */
  isReset: z.boolean(),
  /** Each as it is now, in the order of their last changes. */
  executions: z.array(executionSummarySchema),
  removedIds: z.array(z.string()),
  counts: activeCountsSchema,
})

export type ChangesInput = z.infer<typeof changesInputSchema>
export type ActiveCounts = z.infer<typeof activeCountsSchema>
export type ChangePage = z.infer<typeof changePageSchema>
