import type { AgentStatus, Health } from '@specflow/workflow/schema'
import type { SignInLink } from './session/session.ts'

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

/** How to get in; nothing where everybody is let in. */
export function signInNotes(link: SignInLink | undefined): string[] {
  if (!link) return []
  return [
    ...link.urls.map((url) => `Sign in: ${url}`),
    '         good once, for ten minutes; "npm run token" prints another one',
  ]
}

function describeAgent({ kind, path, version }: AgentStatus): string {
  if (kind === 'demo') return 'the demo agent; no model is asked'
  if (path === undefined) return 'none was found'
  return [path, ...(version === undefined ? [] : [version])].join(' ')
}
