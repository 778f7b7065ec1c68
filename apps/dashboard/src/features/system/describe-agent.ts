import type { AgentStatus } from '@specflow/workflow/schema'
import { unknownWord } from '../../lib/look-up.ts'

type NamedAgent = Pick<AgentStatus, 'kind' | 'version'>

/** `Claude 2.1.330`, or `Demo agent`. */
export function describeAgent({ kind, version }: Omit<NamedAgent, 'kind'> & { kind: string }): string {
  if (kind === 'demo') return 'Demo agent'
  const name = kind === 'claude' ? 'Claude' : unknownWord(kind)
  return version === undefined ? name : `${name} ${version}`
}

/** The agent of this installation, or that it was not found. */
export function describeInstalledAgent(status: AgentStatus): string {
  const isMissing = status.kind === 'claude' && status.path === undefined
  return isMissing ? 'No agent found' : describeAgent(status)
}
