'use client'

import { FlaskConical } from 'lucide-react'
import { useHealth } from '../hooks/use-health.ts'

/** On every page while the demo agent is what runs, so that nobody takes its answers for a model's. */
export function AgentBanner() {
  const { data: health } = useHealth()
  if (health?.agent.kind !== 'demo') return null
  return (
    <div className="border-b border-attention-line bg-attention-soft text-attention">
      <p className="mx-auto flex max-w-6xl items-start gap-2 px-4 py-2 text-sm">
        <FlaskConical aria-hidden className="mt-0.5 size-4 shrink-0" />
        <span>
          <strong className="font-semibold">Demo agent: no model is asked.</strong> Its questions and results
          are made up to show how SpecFlow works.
        </span>
      </p>
    </div>
  )
}
