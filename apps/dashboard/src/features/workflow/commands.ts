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
  const words = ['curl', '-sS', `${origin}${path}`, '-H', 'content-type: application/json', '-d']
  return [...words, JSON.stringify(body)].map(shellQuote).join(' ')
}

function requestOf({ continues, input, projectId, skill, timeoutMs }: WorkflowExecution) {
  if (continues) {
    const body = { id: continues.executionId, message: input, timeoutMs }
    return { path: '/api/workflow/follow-up', body }
  }
  return { path: '/api/workflow/start', body: { projectId, skill, input, timeoutMs } }
}
