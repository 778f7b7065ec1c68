import { Circle, CircleCheck, CircleDot, CircleHelp, type LucideIcon } from 'lucide-react'
import { classNames } from '../../../lib/class-names.ts'
import { lookUp } from '../../../lib/look-up.ts'
import { visibleText } from '../../../lib/visible-text.ts'
import type { EntryOf } from '../transcript-rows.ts'

type Item = EntryOf<'todo'>['items'][number]

const LOOKS: Readonly<Record<Item['status'], { Icon: LucideIcon; word: string; look: string }>> = {
  completed: { Icon: CircleCheck, word: 'Done', look: 'text-good' },
  in_progress: { Icon: CircleDot, word: 'At work', look: 'text-active' },
  pending: { Icon: Circle, word: 'Open', look: 'text-ink-faint' },
  unknown: { Icon: CircleHelp, word: 'Of unknown state', look: 'text-ink-faint' },
}

/** The plan as the agent had it at that moment. */
export function TodoList({ items, omitted }: { items: readonly Item[]; omitted: number }) {
  const done = items.filter(({ status }) => status === 'completed').length
  return (
    <div className="my-1 rounded-lg border border-line px-3 py-2">
      <p className="text-xs font-medium text-ink-faint">
        Plan · {done} of {items.length} done
      </p>
      <ul aria-label="Plan" className="mt-1.5 space-y-1">
        {items.map((item, index) => (
          <TodoItem key={`${String(index)} ${item.text}`} {...item} />
        ))}
      </ul>
      {omitted > 0 && <p className="mt-1.5 text-xs text-ink-faint">… and {omitted} more</p>}
    </div>
  )
}

function TodoItem({ text, status }: Item) {
  const { Icon, word, look } = lookUp(LOOKS, status, () => LOOKS.unknown)
  return (
    <li className="flex items-start gap-2 text-[13px]">
      <Icon aria-hidden className={classNames('mt-0.5 size-4 shrink-0', look)} />
      <span className="sr-only">{word}: </span>
      <span
        className={classNames(
          'min-w-0 wrap-anywhere',
          status === 'completed' && 'text-ink-faint line-through',
          status === 'in_progress' && 'font-medium',
        )}
      >
        {visibleText(text)}
      </span>
    </li>
  )
}
