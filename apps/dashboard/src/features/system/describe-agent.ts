import type { AgentStatus } from '@specflow/workflow/schema'

type NamedAgent = Pick<AgentStatus, 'kind' | 'version'>

/** `Claude 2.1.330`, or `Demo agent`. */
export function describeAgent({ kind, version }: NamedAgent): string {
  if (kind === 'demo') return 'Demo agent'
  return version === undefined ? 'Claude' : `Claude ${version}`
}

/** The agent of this installation, or that it was not found. */
export function describeInstalledAgent(status: AgentStatus): string {
  const isMissing = status.kind === 'claude' && status.path === undefined
  return isMissing ? 'No agent found' : describeAgent(status)
}
