import * as LabelPrimitive from '@radix-ui/react-label'
import type { ComponentProps } from 'react'
import { classNames } from '../../lib/class-names.ts'

const CONTROL =
  'w-full rounded-md border border-line-strong bg-surface px-3 text-sm text-ink placeholder:text-ink-faint disabled:opacity-50 aria-invalid:border-danger'

export function Label({ className, ...props }: ComponentProps<typeof LabelPrimitive.Root>) {
  return <LabelPrimitive.Root className={classNames('block text-sm font-medium', className)} {...props} />
}

export function Input({ className, ...props }: ComponentProps<'input'>) {
  return <input className={classNames(CONTROL, 'h-9', className)} {...props} />
}

export function Textarea({ className, ...props }: ComponentProps<'textarea'>) {
  return <textarea className={classNames(CONTROL, 'min-h-20 py-2 leading-relaxed', className)} {...props} />
}

/** What a field wants or means; name its id in the field's `aria-describedby`. */
export function Hint({ className, ...props }: ComponentProps<'p'>) {
  return <p className={classNames('text-xs text-ink-faint', className)} {...props} />
}
