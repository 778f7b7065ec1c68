import { CircleAlert, Info, TriangleAlert, type LucideIcon } from 'lucide-react'
import type { ComponentProps, ReactNode } from 'react'
import { classNames } from '../../lib/class-names.ts'

type Tone = 'info' | 'attention' | 'danger'

const LOOK: Record<Tone, { style: string; icon: LucideIcon }> = {
  info: { style: 'border-active-line bg-active-soft text-active', icon: Info },
  attention: { style: 'border-attention-line bg-attention-soft text-attention', icon: TriangleAlert },
  danger: { style: 'border-danger-line bg-danger-soft text-danger', icon: CircleAlert },
}

interface NoticeProps extends Omit<ComponentProps<'div'>, 'title'> {
  tone: Tone
  title: ReactNode
}

/** Something to know, in a box. Give it `role="alert"` if it answers what the person just did. */
export function Notice({ tone, title, className, children, ...props }: NoticeProps) {
  const { style, icon: Icon } = LOOK[tone]
  return (
    <div
      className={classNames('flex gap-2.5 rounded-md border px-3 py-2.5 text-sm', style, className)}
      {...props}
    >
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      <div className="min-w-0 flex-1">
        <p className="font-medium">{title}</p>
        {children !== undefined && <div className="mt-0.5 space-y-1 text-ink-soft">{children}</div>}
      </div>
    </div>
  )
}
