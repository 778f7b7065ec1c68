import { FlaskConical } from 'lucide-react'
import type { AgentKind } from '@specflow/workflow/schema'

const WHY = 'No model was asked: the demo agent made this up.'

/** Beside every execution of the demo agent; nothing beside the others. */
export function DemoBadge({ agent }: { agent: AgentKind }) {
  if (agent !== 'demo') return null
  return (
    <span
      title={WHY}
      className="inline-flex h-6 items-center gap-1 whitespace-nowrap rounded-full border border-attention-line bg-attention-soft px-2 text-xs font-medium text-attention"
    >
      <FlaskConical aria-hidden className="size-3.5" />
      Demo agent
    </span>
  )
}

/** The same among the facts of a row, where a badge would outshine the status. */
export function DemoFact({ agent }: { agent: AgentKind }) {
  if (agent !== 'demo') return null
  return (
    <li title={WHY} className="text-attention">
      Demo agent
    </li>
  )
}
