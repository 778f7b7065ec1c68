import { useId, type ReactNode } from 'react'
import { classNames } from '../../lib/class-names.ts'

interface PanelProps {
  title: string
  /** Beside the title, at the far end. */
  actions?: ReactNode
  tone?: 'plain' | 'attention' | 'danger'
  className?: string
  children: ReactNode
}

const BORDER = { plain: 'border-line', attention: 'border-attention-line', danger: 'border-danger-line' }

/** A titled region of a page, found by its title. */
export function Panel({ title, actions, tone = 'plain', className, children }: PanelProps) {
  const titleId = useId()
  return (
    <section
      aria-labelledby={titleId}
      className={classNames('rounded-lg border bg-surface', BORDER[tone], className)}
    >
      <div
        className={classNames(
          'flex min-h-11 items-center justify-between gap-3 border-b px-4 py-1.5',
          BORDER[tone],
        )}
      >
        <h2 id={titleId} className="text-sm font-semibold">
          {title}
        </h2>
        {actions}
      </div>
      {children}
    </section>
  )
}
