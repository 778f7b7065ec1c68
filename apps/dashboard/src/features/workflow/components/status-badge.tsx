import { classNames } from '../../../lib/class-names.ts'
import { statusLook } from '../status-words.ts'

export function StatusBadge({ status, className }: { status: string; className?: string }) {
  const { label, icon: Icon, style } = statusLook(status)
  return (
    <span
      className={classNames(
        'inline-flex h-6 items-center gap-1.5 whitespace-nowrap rounded-full border px-2 text-xs font-medium',
        style,
        className,
      )}
    >
      <Icon aria-hidden className={classNames('size-3.5', status === 'running' && 'animate-spin')} />
      {label}
    </span>
  )
}
