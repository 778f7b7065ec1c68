'use client'

import { usePathname } from 'next/navigation'
import { demoReason } from '../demo-reason.ts'
import { HEALTH_PATH } from '../health-path.ts'
import { useHealth } from '../hooks/use-health.ts'

/** What an operator should know, shortly: one line each, which opens to all of it and its remedy. The page of health has it at length. */
export function HealthProblems() {
  const { data: health } = useHealth()
  const isToldAtLength = usePathname() === HEALTH_PATH
  const told = health && demoReason(health)
  const problems = health?.problems.filter((problem) => problem !== told) ?? []
  if (problems.length === 0 || isToldAtLength) return null
  return (
    <section
      aria-label="Problems of this installation"
      className="border-b border-attention-line bg-attention-soft"
    >
      <ul className="mx-auto max-w-6xl space-y-1 px-4 py-2 text-sm">
        {problems.map(({ code, message, remedy }) => (
          <li key={`${code} ${message}`}>
            <details className="group">
              <summary className="cursor-pointer truncate font-medium text-attention group-open:whitespace-normal group-open:wrap-anywhere">
                {message}
              </summary>
              <p className="mt-0.5 wrap-anywhere text-ink-soft">{remedy}</p>
            </details>
          </li>
        ))}
      </ul>
    </section>
  )
}
