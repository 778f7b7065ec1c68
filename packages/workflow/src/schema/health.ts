import { z } from './zod.ts'
import { agentKindSchema } from './execution.ts'

/** Something an operator should know, and what to do about it. */
export const healthProblemSchema = z.object({
  code: z.string(),
  message: z.string(),
  remedy: z.string(),
})

/**
 * Which agent a start gets; the problems say when it can run nothing. `path` is absent when it was not found, `version`
 * when it has not been asked or did not tell.
 */
export const agentStatusSchema = z.object({
  kind: agentKindSchema,
  path: z.string().optional(),
  version: z.string().optional(),
})

/** `ok` says whether a start can work; `problems` also has what does not stand in its way. */
export const healthSchema = z.object({
  ok: z.boolean(),
  version: z.string(),
  pid: z.number().int(),
  agent: agentStatusSchema,
  stateDirectory: z.string(),
  runs: z.object({ active: z.number().int(), queued: z.number().int() }),
  problems: z.array(healthProblemSchema),
})

export type HealthProblem = z.infer<typeof healthProblemSchema>
export type AgentStatus = z.infer<typeof agentStatusSchema>
export type Health = z.infer<typeof healthSchema>
