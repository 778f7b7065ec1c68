import { classNames } from '../../../lib/class-names.ts'
import { checkLook } from '../doctor-words.ts'

export function CheckBadge({ status }: { status: string }) {
  const { label, icon: Icon, style } = checkLook(status)
  return (
    <span
      className={classNames(
        'inline-flex h-6 items-center gap-1.5 whitespace-nowrap rounded-full border px-2 text-xs font-medium',
        style,
      )}
    >
      <Icon aria-hidden className="size-3.5" />
      {label}
    </span>
  )
}
