import { executionStatusSchema } from '@specflow/workflow/schema'
import { classNames } from '../../../lib/class-names.ts'
import { statusLook } from '../../workflow/status-words.ts'
import type { StatusCounts } from '../count-statuses.ts'

/** How a project stands, at a glance: what is going on, and how the newest executions ended. */
export function StatusCountBadges({ counts }: { counts: StatusCounts }) {
  const present = executionStatusSchema.options.filter((status) => counts[status] !== undefined)
  if (present.length === 0) return <p className="text-xs text-ink-faint">Nothing has run lately</p>
  return (
    <ul className="flex flex-wrap gap-1.5">
      {present.map((status) => {
        const { label, icon: Icon, style } = statusLook(status)
        return (
          <li
            key={status}
            title={`${label}: ${String(counts[status])}`}
            className={classNames(
              'inline-flex h-6 items-center gap-1 rounded-full border px-2 text-xs font-medium tabular-nums',
              style,
            )}
          >
            <Icon aria-hidden className="size-3.5" />
            <span className={status === 'waiting_for_input' ? undefined : 'sr-only'}>{label}</span>{' '}
            {counts[status]}
          </li>
        )
      })}
    </ul>
  )
}
