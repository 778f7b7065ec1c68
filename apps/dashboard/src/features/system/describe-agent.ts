import type { AgentStatus } from '@specflow/workflow/schema'

/** `Claude 2.1.330`, `Demo agent`, or that there is none. */
export function describeAgent({ kind, version }: AgentStatus): string {
  if (kind === undefined) return 'No agent found'
  if (kind === 'demo') return 'Demo agent'
  return version === undefined ? 'Claude' : `Claude ${version}`
}
