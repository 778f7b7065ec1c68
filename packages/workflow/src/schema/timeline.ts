import { z } from './zod.ts'
import { timestampSchema } from './identifiers.ts'

/** What can have happened to an execution. A further name needs a further version of the record: the set is closed. */
export const TIMELINE_EVENTS = [
  'accepted',
  'run_started',
  'input_requested',
  'answered',
  /** A stop was on disk: `detail` is its reason. */
  'stop_requested',
  /** Something of the run outlived a stop; the execution is still `running`. `detail` has the pids. */
  'stop_unproven',
  'completed',
  /** `detail` is the code of the error. */
  'failed',
  'cancelled',
  /** A later server than the one that began the run watches it, or finishes it from what it left. */
  'taken_up',
  /** Stands for entries that were left out here: `detail` is their number. */
  'shortened',
] as const

/** Entries of one record at most. Of a longer history the first and the newest stay, and `shortened` stands between. */
export const MAX_TIMELINE_ENTRIES = 200

/** One event with its time. `attempt` names the run that it is about, and is absent where there is none. */
export const timelineEntrySchema = z.object({
  at: timestampSchema,
  event: z.enum(TIMELINE_EVENTS),
  attempt: z.number().int().positive().optional(),
  detail: z.string().optional(),
})

export type TimelineEvent = (typeof TIMELINE_EVENTS)[number]
export type TimelineEntry = z.infer<typeof timelineEntrySchema>
