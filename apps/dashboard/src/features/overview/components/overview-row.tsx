import Link from 'next/link'
import type { ReactNode } from 'react'
import type { AgentKind } from '@specflow/workflow/schema'
import { FactList } from '../../../components/ui/fact-list.tsx'
import { DemoFact } from '../../workflow/components/demo-badge.tsx'

interface OverviewRowProps {
  id: string
  agent: AgentKind
  title: string
  /** Beneath the title; at 390 pixels they wrap. */
  facts: ReactNode[]
  /** At the far end: what is to be seen without reading. */
  children: ReactNode
}

/** One execution in one line; the whole line leads to it. */
export function OverviewRow({ id, agent, title, facts, children }: OverviewRowProps) {
  return (
    <li className="relative flex items-start gap-4 px-4 py-2.5 hover:bg-sunken">
      <div className="min-w-0 flex-1">
        <Link
          href={`/executions/${id}`}
          data-row
          prefetch={false}
          className="line-clamp-2 wrap-anywhere text-sm font-medium after:absolute after:inset-0"
        >
          {title}
        </Link>
        <FactList>
          <DemoFact agent={agent} />
          {facts.map((fact, at) => (
            <li key={at} className="max-w-full truncate">
              {fact}
            </li>
          ))}
        </FactList>
      </div>
      <div className="flex shrink-0 flex-wrap items-center justify-end gap-2 pt-0.5 text-xs tabular-nums">
        {children}
      </div>
    </li>
  )
}
