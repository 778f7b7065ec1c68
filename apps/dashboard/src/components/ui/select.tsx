'use client'

import * as SelectPrimitive from '@radix-ui/react-select'
import { Check, ChevronDown } from 'lucide-react'
import type { ComponentProps } from 'react'
import { classNames } from '../../lib/class-names.ts'

export const Select = SelectPrimitive.Root

/** Give it a name by `aria-label` or a label: what it shows is only its value. */
export function SelectTrigger({ className, ...props }: ComponentProps<typeof SelectPrimitive.Trigger>) {
  return (
    <SelectPrimitive.Trigger
      className={classNames(
        'inline-flex h-8 min-w-0 items-center justify-between gap-1.5 rounded-md border border-line-strong bg-surface px-2.5 text-[13px] text-ink hover:bg-sunken',
        className,
      )}
      {...props}
    >
      <span className="truncate">
        <SelectPrimitive.Value />
      </span>
      <ChevronDown aria-hidden className="size-3.5 shrink-0 text-ink-faint" />
    </SelectPrimitive.Trigger>
  )
}

export function SelectContent({
  className,
  children,
}: {
  className?: string
  children: ComponentProps<'div'>['children']
}) {
  return (
    <SelectPrimitive.Portal>
      <SelectPrimitive.Content
        position="popper"
        sideOffset={4}
        className={classNames(
          'z-50 max-h-(--radix-select-content-available-height) min-w-(--radix-select-trigger-width) max-w-80 overflow-hidden rounded-md border border-line bg-surface shadow-lg',
          className,
        )}
      >
        <SelectPrimitive.Viewport className="p-1">{children}</SelectPrimitive.Viewport>
      </SelectPrimitive.Content>
    </SelectPrimitive.Portal>
  )
}

export function SelectItem({ className, children, ...props }: ComponentProps<typeof SelectPrimitive.Item>) {
  return (
    <SelectPrimitive.Item
      className={classNames(
        'flex h-8 cursor-default select-none items-center justify-between gap-3 rounded px-2 text-[13px] outline-none data-highlighted:bg-sunken',
        className,
      )}
      {...props}
    >
      <SelectPrimitive.ItemText>{children}</SelectPrimitive.ItemText>
      <SelectPrimitive.ItemIndicator>
        <Check aria-hidden className="size-3.5" />
      </SelectPrimitive.ItemIndicator>
    </SelectPrimitive.Item>
  )
}
