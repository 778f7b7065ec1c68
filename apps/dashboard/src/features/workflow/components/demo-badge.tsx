import { FlaskConical } from 'lucide-react'
import type { AgentKind } from '@specflow/workflow/schema'

/** Beside every execution of the demo agent; nothing beside the others. */
export function DemoBadge({ agent }: { agent: AgentKind }) {
  if (agent !== 'demo') return null
  return (
    <span
      title="No model was asked: the demo agent made this up."
      className="inline-flex h-6 items-center gap-1 whitespace-nowrap rounded-full border border-attention-line bg-attention-soft px-2 text-xs font-medium text-attention"
    >
      <FlaskConical aria-hidden className="size-3.5" />
      Demo agent
    </span>
  )
}
