import type { WorkflowExecution } from '@specflow/workflow/schema'
import { shellQuote } from '../../lib/shell-quote.ts'

/** What a terminal takes to go on with the session of an execution; only the agent's own command can. */
export function resumeCommand({
  agent,
  projectPath,
  sessionId,
}: Pick<WorkflowExecution, 'agent' | 'projectPath' | 'sessionId'>): string | undefined {
  if (agent !== 'claude' || sessionId === undefined || projectPath === '') return undefined
  return `cd ${shellQuote(projectPath)} && claude --resume ${shellQuote(sessionId)}`
}

/** Begins the same as the execution over REST: a start, or a follow-up of what it continues. */
export function curlCommand(execution: WorkflowExecution, origin: string): string {
  const { path, body } = requestOf(execution)
  const words = ['-H', 'content-type: application/json', '-d', JSON.stringify(body)].map(shellQuote)
  return ['curl -sS', shellQuote(`${origin}${path}`), ...TOKEN, ...words].join(' ')
}

/** The page does not know the token; who runs the command on this machine can read it. */
const TOKEN = ['-H', '"Authorization: Bearer $(cat "${SPECFLOW_HOME:-$HOME/.specflow}/token")"']

function requestOf({ continues, input, projectId, skill, timeoutMs }: WorkflowExecution) {
  if (continues) {
    const body = { id: continues.executionId, message: input, timeoutMs }
    return { path: '/api/workflow/follow-up', body }
  }
  return { path: '/api/workflow/start', body: { projectId, skill, input, timeoutMs } }
}
