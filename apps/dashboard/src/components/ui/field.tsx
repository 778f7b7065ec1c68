import { Search } from 'lucide-react'
import type { ComponentProps } from 'react'
import { classNames } from '../../lib/class-names.ts'

// A phone magnifies the page around a field whose letters are smaller than 16 pixels.
const CONTROL =
  'w-full rounded-md border border-line-strong bg-surface text-ink placeholder:text-ink-faint disabled:opacity-50 aria-invalid:border-danger pointer-coarse:text-base'

export function Label({ htmlFor, children }: { htmlFor: string; children: string }) {
  return (
    <label htmlFor={htmlFor} className="block select-none text-sm font-medium">
      {children}
    </label>
  )
}

/** `mono` for what a machine reads, such as a path. */
export function Input({ mono = false, className, ...props }: ComponentProps<'input'> & { mono?: boolean }) {
  return (
    <input
      className={classNames(CONTROL, 'h-9 px-3', mono ? 'font-mono text-xs' : 'text-sm', className)}
      {...props}
    />
  )
}

/** Give it a name by `aria-label`. */
export function SearchInput({ className, ...props }: ComponentProps<'input'>) {
  return (
    <div className={classNames('relative', className)}>
      <Search aria-hidden className="absolute left-2.5 top-2 size-4 text-ink-faint" />
      <input
        type="search"
        autoComplete="off"
        className={classNames(CONTROL, 'h-8 pl-8 pr-2 text-[13px]')}
        {...props}
      />
    </div>
  )
}

/** As high as its `rows`. */
export function Textarea({ className, ...props }: ComponentProps<'textarea'>) {
  return (
    <textarea
      className={classNames(CONTROL, 'min-h-15 px-3 py-2 text-sm leading-relaxed', className)}
      {...props}
    />
  )
}

/** What a field wants or means, or what is the matter with it; name its id in the field's `aria-describedby`. */
export function Hint({
  isProblem = false,
  className,
  ...props
}: ComponentProps<'p'> & { isProblem?: boolean }) {
  return (
    <p
      className={classNames('text-xs', isProblem ? 'text-danger' : 'text-ink-faint', className)}
      {...props}
    />
  )
}
