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
