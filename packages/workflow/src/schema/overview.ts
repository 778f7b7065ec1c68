import { z } from './zod.ts'
import { activeCountsSchema } from './changes.ts'
import { executionStatusSchema } from './execution.ts'
import { timestampSchema, uuidSchema } from './identifiers.ts'
import { figuresSchema } from './statistics.ts'
import { executionSummarySchema } from './summary.ts'
import { timeZoneSchema } from './time-zone.ts'

export const overviewInputSchema = z.strictObject({
  /** In which today and this month are meant; the server's own when absent. */
  timeZone: timeZoneSchema.optional(),
})

const costSchema = figuresSchema.pick({ costUsd: true, unknownCosts: true })

/** What goes on in a project, and how it went last. */
const projectActivitySchema = z.object({
  projectId: z.string(),
  counts: activeCountsSchema,
  last: z
    .object({ id: uuidSchema, skill: z.string(), status: executionStatusSchema, endedAt: timestampSchema })
    .optional(),
})

/** Everything at a glance. The lists are cut, `counts` are whole. */
export const overviewSchema = z.object({
  timeZone: z.string(),
  counts: activeCountsSchema,
  /** Whoever waits longest first. */
  waiting: z.array(executionSummarySchema),
  /** Whoever runs longest first. `lastActivityAt` is when the run wrote anything last; absent when that is not known. */
  running: z.array(executionSummarySchema.extend({ lastActivityAt: timestampSchema.optional() })),
  /** Whoever is queued longest first. */
  queued: z.array(executionSummarySchema),
  /** The newest end first. */
  finished: z.array(executionSummarySchema),
  projects: z.array(projectActivitySchema),
  costs: z.object({ today: costSchema, month: costSchema }),
})

export type OverviewInput = z.infer<typeof overviewInputSchema>
export type Cost = z.infer<typeof costSchema>
export type ProjectActivity = z.infer<typeof projectActivitySchema>
export type Overview = z.infer<typeof overviewSchema>
