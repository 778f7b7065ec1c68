import { isUuid } from '../schema/index.ts'

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
  if (!isUuid(resumeSessionId)) {
    throw new TypeError(`A session id must be a UUID before it becomes an argument, got "${resumeSessionId}".`)
  }
  return ['-p', '--resume', resumeSessionId, ...flags]
}
