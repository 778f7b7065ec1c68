import type { ReactNode } from 'react'

/** Says what is not there yet and what to do about it. */
export function EmptyState({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="px-4 py-8 text-center">
      <p className="text-sm font-medium">{title}</p>
      <div className="mx-auto mt-1 max-w-md text-sm text-ink-soft">{children}</div>
    </div>
  )
}
