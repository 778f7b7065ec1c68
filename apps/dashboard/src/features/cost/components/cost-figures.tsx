import type { Cost, Overview } from '@specflow/workflow/schema'
import { formatCost, pluralize } from '../../../lib/format.ts'

interface CostFiguresProps {
  costs: Overview['costs']
  timeZone: string
}

/** What today and this month cost so far, by the days of the server's time zone. */
export function CostFigures({ costs: { today, month }, timeZone }: CostFiguresProps) {
  return (
    <dl className="flex flex-wrap gap-x-5 gap-y-1 text-sm" title={`Days of ${timeZone}`}>
      <CostFigure name="Today" cost={today} />
      <CostFigure name="This month" cost={month} />
    </dl>
  )
}

/** A cost that is not known is named as that. */
function CostFigure({ name, cost: { costUsd, unknownCosts } }: { name: string; cost: Cost }) {
  return (
    <div className="flex items-baseline gap-1.5">
      <dt className="text-ink-faint">{name}</dt>
      <dd className="font-medium tabular-nums">
        {formatCost(costUsd)}
        {unknownCosts > 0 && (
          <span className="ml-1 text-xs font-normal text-ink-faint">
            + {pluralize(unknownCosts, 'run')} of unknown cost
          </span>
        )}
      </dd>
    </div>
  )
}
