'use client'

import { ChevronRight } from 'lucide-react'
import { use, type ReactNode } from 'react'
import { Collapsible, CollapsibleContent, CollapsibleTrigger } from '../../../components/ui/collapsible.tsx'
import { classNames } from '../../../lib/class-names.ts'
import { OpenRowsContext } from './open-rows-context.ts'

interface DisclosureProps {
  /** Of the row, under which it is remembered whether it is open. */
  name: string
  icon: ReactNode
  /** One line. */
  summary: ReactNode
  /** At the far end. */
  mark?: ReactNode
  tone?: 'plain' | 'danger'
  children: ReactNode
}

/** A line that opens into everything behind it. */
export function Disclosure({ name, icon, summary, mark, tone = 'plain', children }: DisclosureProps) {
  const { isOpen, setOpen } = use(OpenRowsContext)
  const open = isOpen(name)
  return (
    <Collapsible
      open={open}
      onOpenChange={(next) => {
        setOpen(name, next)
      }}
    >
      <CollapsibleTrigger
        className={classNames(
          'flex w-full min-w-0 items-center gap-2 rounded-md px-2 py-1.5 text-left text-[13px] hover:bg-sunken',
          '[&_svg]:size-3.5 [&_svg]:shrink-0',
          tone === 'danger' ? 'text-danger' : 'text-ink-soft',
        )}
      >
        {icon}
        <span className="min-w-0 flex-1 truncate">{summary}</span>
        {mark}
        <ChevronRight
          aria-hidden
          className={classNames('text-ink-faint transition-transform', open && 'rotate-90')}
        />
      </CollapsibleTrigger>
      <CollapsibleContent className="ml-3.5 space-y-2 border-l border-line py-2 pl-4 pr-1">
        {children}
      </CollapsibleContent>
    </Collapsible>
  )
}
