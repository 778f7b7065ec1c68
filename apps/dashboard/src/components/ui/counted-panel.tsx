import type { ReactNode } from 'react'
import { Panel } from './panel.tsx'

interface CountedPanelProps {
  title: string
  /** How many there are, and how many of them are shown. */
  count: number
  shown: number
  tone?: 'plain' | 'attention'
  children: ReactNode
}

/** A panel that says how many things are in it, and when it does not show them all. */
export function CountedPanel({ title, count, shown, tone = 'plain', children }: CountedPanelProps) {
  const text = count > shown ? `${String(shown)} of ${String(count)}` : String(count)
  return (
    <Panel
      title={title}
      tone={tone}
      className="min-w-0"
      actions={count > 0 && <span className="text-xs text-ink-faint tabular-nums">{text}</span>}
    >
      {children}
    </Panel>
  )
}
