import { z } from './zod.ts'
import { stopReceiptSchema, workflowExecutionSchema } from './execution.ts'

/** How far a stop has come that is going on. It is in no record: the receipt is, once the stop is over. */
export const stopProgressSchema = stopReceiptSchema
  .pick({ reason: true, detail: true, requestedAt: true, signals: true })
  .extend({
    /** Between SIGTERM and SIGKILL. */
    graceMs: z.number().int().nonnegative(),
    /** How many processes that the run started were alive at the last look; absent before the first. */
    alive: z.number().int().nonnegative().optional(),
  })

/** What `status` answers: the record, and what is known of the moment beside it. */
export const shownExecutionSchema = workflowExecutionSchema.extend({
  stopProgress: stopProgressSchema.optional(),
})

export type StopProgress = z.infer<typeof stopProgressSchema>
export type ShownExecution = z.infer<typeof shownExecutionSchema>
