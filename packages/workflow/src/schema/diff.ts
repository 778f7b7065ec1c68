import { z } from './zod.ts'
import { uuidSchema } from './identifiers.ts'

export const diffInputSchema = z.strictObject({
  id: uuidSchema,
  /** Asks for the patch of this file, as a list of changes named it. */
  path: z
    .string()
    .min(1)
    .max(4_096)
    .refine((path) => !path.includes('\0'), 'must not contain a NUL character')
    .optional(),
})

/** A file that is not as it was. The counts are of lines, and are absent for what is no text. */
export const changedFileSchema = z.object({
  /** From the project's folder on. */
  path: z.string(),
  /** Of what was renamed. */
  oldPath: z.string().optional(),
  change: z.enum(['added', 'modified', 'deleted', 'renamed', 'mode_changed']),
  additions: z.number().int().optional(),
  deletions: z.number().int().optional(),
  isBinary: z.boolean(),
})

/** What changed in the git working tree of an execution since its first run began. */
export const workingTreeDiffSchema = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('none'),
    /** In words. */
    reason: z.string(),
  }),
  z.object({
    state: z.literal('ready'),
    /** Compared with the folder as it is now; else with how it was when the last run ended. */
    isLive: z.boolean(),
    files: z.array(changedFileSchema),
    /** Of the one file that was asked for, as git writes it. */
    patch: z.string().optional(),
    /** More has changed than is told here. */
    isTruncated: z.boolean(),
  }),
])

export type DiffInput = z.infer<typeof diffInputSchema>
export type ChangedFile = z.infer<typeof changedFileSchema>
export type WorkingTreeDiff = z.infer<typeof workingTreeDiffSchema>
