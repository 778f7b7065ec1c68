import type { ReactNode } from 'react'

/** Facts beside each other with dots between them. A line that the width breaks begins without its dot: that is cut off. */
export function FactList({ children }: { children: ReactNode }) {
  return (
    <div className="mt-0.5 overflow-hidden">
      <ul className="-ml-4 flex flex-wrap text-xs text-ink-faint tabular-nums *:before:inline-block *:before:w-4 *:before:text-center *:before:content-['·']">
        {children}
      </ul>
    </div>
  )
}
