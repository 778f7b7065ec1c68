import { z } from './zod.ts'
import { listFilterSchema } from './list-filter.ts'
import { timeZoneSchema } from './time-zone.ts'

export const MAX_STATISTICS_DAYS = 366

export const statisticsInputSchema = listFilterSchema
  .pick({ projectId: true, skill: true, status: true, text: true })
  .extend({
    /** The server's own when absent. */
    timeZone: timeZoneSchema.optional(),
    /** So many days, today the last of them. */
    days: z.number().int().min(1).max(MAX_STATISTICS_DAYS).default(30),
  })

/**
 * Of some days, a project or a skill. A run counts where it ended, with its cost; an execution where it ended for good. What a run
 * cost may be unknown: it is counted as that, and never as zero.
 */
export const figuresSchema = z.object({
  runs: z.number().int(),
  completed: z.number().int(),
  failed: z.number().int(),
  cancelled: z.number().int(),
  costUsd: z.number(),
  /** Runs whose cost is not known and therefore not in `costUsd`. */
  unknownCosts: z.number().int(),
})

export const statisticsSchema = z.object({
  timeZone: z.string(),
  total: figuresSchema,
  /** Oldest first, without a gap. `day` is `YYYY-MM-DD`. */
  days: z.array(figuresSchema.extend({ day: z.string() })),
  /** Those in which anything ended, the most expensive first. */
  projects: z.array(figuresSchema.extend({ projectId: z.string(), projectName: z.string() })),
  skills: z.array(figuresSchema.extend({ skill: z.string() })),
})

export type StatisticsInput = z.infer<typeof statisticsInputSchema>
export type Figures = z.infer<typeof figuresSchema>
export type Statistics = z.infer<typeof statisticsSchema>
