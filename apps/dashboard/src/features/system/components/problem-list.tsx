import type { HealthProblem } from '@specflow/workflow/schema'

/** Everything that the server says of itself, each with what to do. */
export function ProblemList({ problems }: { problems: readonly HealthProblem[] }) {
  return (
    <ul className="divide-y divide-line">
      {problems.map(({ code, message, remedy }) => (
        <li key={`${code} ${message}`} className="px-4 py-3 text-sm">
          <p className="wrap-anywhere font-medium text-attention">{message}</p>
          <p className="mt-0.5 wrap-anywhere text-ink-soft">{remedy}</p>
          <p className="mt-1 font-mono text-xs text-ink-faint">{code}</p>
        </li>
      ))}
    </ul>
  )
}
