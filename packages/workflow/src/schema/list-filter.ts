import { z } from './zod.ts'
import { executionStatusSchema } from './execution.ts'
import { projectReferenceIdSchema, timestampSchema } from './identifiers.ts'
import type { ExecutionStatus } from './status.ts'

/** Which executions a list shows; what is absent leaves none out. */
export const listFilterSchema = z.strictObject({
  projectId: projectReferenceIdSchema.optional(),
  status: z.array(executionStatusSchema).min(1).optional(),
  skill: z.string().min(1).max(256).optional(),
  /** Found, whatever its case, in skill, project name or beginning of the input; or the id begins with it. */
  text: z.string().min(1).max(200).optional(),
  /** At or after. */
  startedAfter: timestampSchema.optional(),
  /** Before, and not at. */
  startedBefore: timestampSchema.optional(),
})

export interface ListFilter extends Omit<z.infer<typeof listFilterSchema>, 'status'> {
  status?: readonly ExecutionStatus[] | undefined
}
