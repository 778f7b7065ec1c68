'use client'

import { FlaskConical } from 'lucide-react'
import { demoReason } from '../demo-reason.ts'
import { useHealth } from '../hooks/use-health.ts'

/** On every page while the demo agent is what runs, so that nobody takes its answers for a model's. */
export function AgentBanner() {
  const { data: health } = useHealth()
  if (health?.agent.kind !== 'demo') return null
  const reason = demoReason(health)
  return (
    <div className="border-b border-attention-line bg-attention-soft text-attention">
      <div className="mx-auto flex max-w-6xl items-start gap-2 px-4 py-2 text-sm">
        <FlaskConical aria-hidden className="mt-0.5 size-4 shrink-0" />
        <div>
          <p>
            <strong className="font-semibold">Demo agent: no model is asked.</strong> Its questions and
            results are made up to show how SpecFlow works.
          </p>
          {reason && (
            <details>
              <summary className="cursor-pointer underline-offset-2 hover:underline">
                Why, and how to use the real agent
              </summary>
              <p className="mt-0.5 wrap-anywhere text-ink-soft">
                {reason.message} {reason.remedy}
              </p>
            </details>
          )}
        </div>
      </div>
    </div>
  )
}
