/**
 * Of an agent in whose session the server was started: with them the new one would take itself for a part of that
 * session. Named one by one, since other variables with the same beginning are settings of the user's.
 */
const SURROUNDING_AGENT_VARIABLES: readonly string[] = [
  'CLAUDECODE',
  'CLAUDE_CODE_ENTRYPOINT',
  'CLAUDE_CODE_SESSION_ID',
  'CLAUDE_CODE_SSE_PORT',
  'CLAUDE_PID',
]

export interface AgentEnvironmentOptions {
  /** What the start command was given, without the additions of package managers and of the web server. */
  base: Readonly<Record<string, string>>
  /** How often the agent tries a failed request again; absent leaves it to the agent. */
  retries?: number
}

/**
 * The environment of a run, without the marker, which the process runner adds. Background work of the agent is off:
 * it would hold the run open and could replace its answer. What the user has set wins.
 */
export function agentEnvironment({ base, retries }: AgentEnvironmentOptions): Record<string, string> {
  const passed = Object.entries(base).filter(
    ([name]) => !name.startsWith('SPECFLOW_') && !SURROUNDING_AGENT_VARIABLES.includes(name),
  )
  return {
    CLAUDE_CODE_DISABLE_BACKGROUND_TASKS: '1',
    ...(retries !== undefined && { CLAUDE_CODE_MAX_RETRIES: String(retries) }),
    ...Object.fromEntries(passed),
  }
}
