import { z } from './zod.ts'

/** Why a record is not among the executions of a list. */
const unreadableCodeSchema = z.enum([
  /** Its text could not be understood; it was moved out of the way. */
  'RECORD_QUARANTINED',
  /** It is where it was and cannot be read just now. */
  'RECORD_UNREADABLE',
  /** A newer version of SpecFlow wrote it. */
  'RECORD_NEWER',
])

/** A record that a list cannot show. `file` is its path below the folder of the records, `message` says what to do. */
export const unreadableRecordSchema = z.object({
  file: z.string(),
  code: unreadableCodeSchema,
  message: z.string(),
})

export type UnreadableCode = z.infer<typeof unreadableCodeSchema>
export type UnreadableRecord = z.infer<typeof unreadableRecordSchema>
