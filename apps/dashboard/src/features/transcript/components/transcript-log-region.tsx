'use client'

import { ArrowDown } from 'lucide-react'
import { useEffect, useMemo } from 'react'
import { Button } from '../../../components/ui/button.tsx'
import { pluralize } from '../../../lib/format.ts'
import { useFollowEnd } from '../hooks/use-follow-end.ts'
import { useOpenRows } from '../hooks/use-open-rows.ts'
import type { TranscriptState } from '../hooks/use-transcript.ts'
import type { TranscriptLog } from '../transcript-log.ts'
import { toRows } from '../transcript-rows.ts'
import { OpenRowsContext } from './open-rows-context.ts'
import { TranscriptRowView } from './transcript-row-view.tsx'
import { FOCUSABLE } from '../../../lib/focusable.ts'

interface TranscriptLogRegionProps {
  executionId: string
  isLive: boolean
  transcript: TranscriptState & { log: TranscriptLog }
}

/** The rows that are in sight, and room for the others. */
export function TranscriptLogRegion({ executionId, isLive, transcript }: TranscriptLogRegionProps) {
  const { log, isLoadingOlder, loadOlder } = transcript
  const rows = useMemo(() => toRows(log.entries), [log.entries])
  const openRows = useOpenRows()
  const { regionRef, virtualizer, isFollowing, newRows, onScroll, jumpToEnd } = useFollowEnd({
    rows,
    end: log.end,
    hasOlder: log.start > 0,
    loadOlder,
  })
  const height = virtualizer.getTotalSize()
  // Less than a screen of it is known, so that nobody can scroll to ask for more.
  const fits = height <= (virtualizer.scrollRect?.height ?? 0)
  useEffect(() => {
    if (fits && log.start > 0 && !isLoadingOlder) loadOlder()
  }, [fits, isLoadingOlder, loadOlder, log.start])

  return (
    <OpenRowsContext value={openRows}>
      <div className="relative">
        <div
          ref={regionRef}
          role="log"
          aria-label="Transcript"
          aria-live={isLive && isFollowing ? 'polite' : 'off'}
          aria-busy={isLoadingOlder}
          tabIndex={FOCUSABLE}
          onScroll={onScroll}
          className="max-h-[min(42rem,75dvh)] overflow-y-auto overscroll-contain [overflow-anchor:none]"
        >
          <p className="h-8 pt-2 text-center text-xs text-ink-faint">
            {log.start === 0 ? 'The beginning' : isLoadingOlder ? 'Loading what came before…' : ''}
          </p>
          <div className="relative" style={{ height }}>
            {virtualizer.getVirtualItems().map(({ index, key, start }) => {
              const row = rows[index]
              return (
                row && (
                  <div
                    key={key}
                    data-index={index}
                    ref={virtualizer.measureElement}
                    className="absolute inset-x-0 top-0 px-3 py-1 sm:px-4"
                    style={{ transform: `translateY(${String(start)}px)` }}
                  >
                    <TranscriptRowView row={row} executionId={executionId} isLive={isLive} />
                  </div>
                )
              )
            })}
          </div>
        </div>
        {!isFollowing && (
          <Button
            size="small"
            shape="round"
            onClick={jumpToEnd}
            className="absolute bottom-3 left-1/2 -translate-x-1/2 shadow-md"
          >
            <ArrowDown aria-hidden />
            Jump to the newest
            {newRows > 0 && ` (${pluralize(newRows, 'new entry').replace('entrys', 'entries')})`}
          </Button>
        )}
      </div>
    </OpenRowsContext>
  )
}
