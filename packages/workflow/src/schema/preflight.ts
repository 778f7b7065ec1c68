import { z } from './zod.ts'
import { agentKindSchema } from './execution.ts'
import { projectReferenceIdSchema, skillNameSchema } from './identifiers.ts'

export const preflightInputSchema = z.strictObject({
  projectId: projectReferenceIdSchema,
  skill: skillNameSchema,
})

export const BROUGHT_KINDS = [
  /** A command that the agent runs at an event of its own. */
  'hook',
  'mcp_server',
  'environment',
  /** Any other command of the settings, such as `apiKeyHelper`. */
  'command',
  'permissions',
  'plugin',
  'setting',
  /** What is there and could not be read: the agent may read it all the same. */
  'unreadable',
] as const

/** One thing of the repository's own that changes what the agent does. `file` is relative to the project. */
export const broughtSchema = z.object({
  kind: z.enum(BROUGHT_KINDS),
  name: z.string(),
  detail: z.string(),
  file: z.string(),
})

/** What a start of the skill would run now. `command` is absent where no agent can run. */
export const preflightSchema = z.object({
  command: z.object({ executable: z.string(), arguments: z.array(z.string()), cwd: z.string() }).optional(),
  agentKind: agentKindSchema,
  agentVersion: z.string().optional(),
  /** The agent never asks before it does something. */
  permissionMode: z.literal('bypassPermissions'),
  brings: z.array(broughtSchema),
  /** Of all that the folder brings, secrets included: SHA-256 in hex. Absent where it brings nothing. */
  hash: z.string().optional(),
  /** Whether a start needs no acknowledgement: this was acknowledged, or there is nothing to acknowledge. */
  isAcknowledged: z.boolean(),
  problems: z.array(z.object({ code: z.string(), message: z.string() })),
})

export type Brought = z.infer<typeof broughtSchema>
export type Preflight = z.infer<typeof preflightSchema>
export type PreflightInput = z.infer<typeof preflightInputSchema>
