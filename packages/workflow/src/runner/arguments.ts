import { requireUuid } from './require-uuid.ts'

export interface ClaudeArgumentsOptions {
  /** The JSON schema of the answer, as one line of JSON. */
  schema: string
  /** The session to go on with; absent for a first run. */
  resumeSessionId?: string
}

/** The whole command line after the executable. The prompt is not in it: it comes by standard input. */
export function claudeArguments({ schema, resumeSessionId }: ClaudeArgumentsOptions): string[] {
  const flags = [
    '--output-format',
    'json',
    '--dangerously-skip-permissions',
    '--disallowedTools',
    'AskUserQuestion',
    '--json-schema',
    schema,
  ]
  if (resumeSessionId === undefined) return ['-p', ...flags]
  requireUuid(resumeSessionId, 'A session id')
  return ['-p', '--resume', resumeSessionId, ...flags]
}

/**
 * An argument of 128 KiB can start nothing on Linux, and every run would fail with the same words; so a schema that
 * comes near to that is an error of whoever sets it, told before there is a run.
 */
export function requireShortSchema(schema: string): void {
  const size = Buffer.byteLength(schema)
  if (size < MAX_SCHEMA_BYTES) return
  throw new RangeError(
    `The schema of the answer has ${String(size)} bytes; it is one argument of the agent's command line and must have less than ${String(MAX_SCHEMA_BYTES)}.`,
  )
}

const MAX_SCHEMA_BYTES = 64 * 1_024
