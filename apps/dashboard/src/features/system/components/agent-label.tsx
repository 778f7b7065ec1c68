'use client'

import { describeInstalledAgent } from '../describe-agent.ts'
import { useHealth } from '../hooks/use-health.ts'

/** Which agent this installation runs. */
export function AgentLabel() {
  const { data: health } = useHealth()
  if (!health) return null
  return (
    <span className="truncate text-xs max-sm:hidden text-ink-faint" title={health.agent.path}>
      {describeInstalledAgent(health.agent)}
    </span>
  )
}
