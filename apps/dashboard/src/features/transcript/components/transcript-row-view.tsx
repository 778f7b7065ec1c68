import { Info } from 'lucide-react'
import { pluralize } from '../../../lib/format.ts'
import type { TranscriptRow } from '../transcript-rows.ts'
import { EntryView } from './entry-view.tsx'
import { ToolRow } from './tool-row.tsx'

interface TranscriptRowProps {
  row: TranscriptRow
  executionId: string
  isLive: boolean
}

export function TranscriptRowView({ row, executionId, isLive }: TranscriptRowProps) {
  switch (row.kind) {
    case 'entry':
      return <EntryView name={row.key} entry={row.entry} isContinued={row.isContinued === true} />
    case 'tool':
      return (
        <ToolRow
          row={row}
          executionId={executionId}
          isLive={isLive}
          renderRow={(inner, isInnerLive) => (
            <TranscriptRowView row={inner} executionId={executionId} isLive={isInnerLive} />
          )}
        />
      )
    case 'unshown':
      return <UnshownLines why={row.why} count={row.count} />
  }
}

function UnshownLines({ why, count }: { why: 'unreadable' | 'too_large'; count: number }) {
  const lines = pluralize(count, 'line')
  return (
    <p className="flex items-center gap-2 px-2 py-1 text-xs text-ink-faint">
      <Info aria-hidden className="size-3.5" />
      {why === 'unreadable'
        ? `${lines} could not be read`
        : `${lines} above 1 MB ${count === 1 ? 'is' : 'are'} not shown`}
    </p>
  )
}
