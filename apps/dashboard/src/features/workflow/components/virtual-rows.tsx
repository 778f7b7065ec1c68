'use client'

import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { useLayoutEffect, useRef, useState } from 'react'
import type { ExecutionSummary } from '@specflow/workflow/schema'
import { ExecutionRow } from './execution-row.tsx'

interface VirtualRowsProps {
  executions: readonly ExecutionSummary[]
  /** Whether there are more than these. */
  hasMore: boolean
  showProject: boolean
}

const ROW_HEIGHT = 66
/** What the server assumes of a window that it cannot see. */
const FIRST_WINDOW = { width: 1_024, height: 900 }

/**
 * The rows of a list that are in sight, and some around them, so that the next one is always there to be tabbed to. A
 * list of thousands is as light as a short one, and is still read as one whole list.
 */
export function VirtualRows({ executions, hasMore, showProject }: VirtualRowsProps) {
  const list = useRef<HTMLUListElement>(null)
  const [scrollMargin, setScrollMargin] = useState(0)
  // What stands above the list may grow and shrink at any time.
  useLayoutEffect(() => {
    const measure = () => setScrollMargin((list.current?.getBoundingClientRect().top ?? 0) + window.scrollY)
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(document.body)
    return () => observer.disconnect()
  }, [])
  const rows = useWindowVirtualizer({
    count: executions.length,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (at) => executions[at]?.id ?? at,
    initialRect: FIRST_WINDOW,
    overscan: 10,
    scrollMargin,
  })
  return (
    <ul
      ref={list}
      aria-label="Executions"
      className="relative"
      style={{ height: `${String(rows.getTotalSize())}px` }}
    >
      {rows.getVirtualItems().map(({ index, key, start }) => {
        const execution = executions[index]
        if (!execution) return null
        return (
          <ExecutionRow
            key={key}
            ref={rows.measureElement}
            data-index={index}
            aria-posinset={index + 1}
            aria-setsize={hasMore ? -1 : executions.length}
            execution={execution}
            showProject={showProject}
            className="absolute inset-x-0 top-0 border-t border-line first:border-t-0"
            style={{ transform: `translateY(${String(start - scrollMargin)}px)` }}
          />
        )
      })}
    </ul>
  )
}
