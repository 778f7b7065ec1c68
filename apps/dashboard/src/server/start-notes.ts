import type { AgentStatus, Health } from '@specflow/workflow/schema'

/** What whoever started the server should read, a line each. */
export function startNotes({ stateDirectory, agent, runs, problems }: Health): string[] {
  return [
    `State: ${stateDirectory}`,
    `Agent: ${describeAgent(agent)}`,
    ...(runs.active + runs.queued > 0
      ? [`Runs: ${String(runs.active)} live, ${String(runs.queued)} queued`]
      : []),
    ...problems.map(({ message, remedy }) => `Note: ${message} ${remedy}`),
  ]
}

function describeAgent({ kind, path, version }: AgentStatus): string {
  if (kind === 'demo') return 'the demo agent; no model is asked'
  if (path === undefined) return 'none was found'
  return [path, ...(version === undefined ? [] : [version])].join(' ')
}
