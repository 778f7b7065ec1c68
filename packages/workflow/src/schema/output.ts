import { z } from './zod.ts'
import { uuidSchema } from './identifiers.ts'

export const outputStreamSchema = z.enum(['stdout', 'stderr'])

export const outputInputSchema = z.strictObject({
  id: uuidSchema,
  /** The attempt of the run; the last one when absent. */
  run: z.number().int().positive().optional(),
  stream: outputStreamSchema,
})

export type OutputStream = z.infer<typeof outputStreamSchema>
export type OutputInput = z.infer<typeof outputInputSchema>
