import { z } from './zod.ts'
import { projectIdSchema, projectReferenceIdSchema, skillNameSchema } from './identifiers.ts'

/** A registered directory. `path` is its real path. */
export const projectSchema = z.object({
  id: projectIdSchema,
  name: z.string(),
  path: z.string(),
  registeredAt: z.string(),
})

export const registerProjectInputSchema = z.strictObject({
  path: z.string().min(1).max(4_096),
  name: z.string().trim().min(1).max(128).optional(),
})

export const projectReferenceSchema = z.strictObject({ projectId: projectReferenceIdSchema })

/** What a project can run. `source` says whose file it is; the project's own come before the user's. */
export const skillSchema = z.object({
  name: skillNameSchema,
  description: z.string(),
  source: z.enum(['project', 'user']),
  argumentHint: z.string().optional(),
})

export type Project = z.infer<typeof projectSchema>
export type RegisterProjectInput = z.infer<typeof registerProjectInputSchema>
export type Skill = z.infer<typeof skillSchema>
