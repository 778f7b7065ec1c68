import type { UnreadableRecord } from '@specflow/workflow/schema'
import { Notice } from '../../../components/ui/notice.tsx'
import { pluralize } from '../../../lib/format.ts'

interface UnreadableNoticeProps {
  records: readonly UnreadableRecord[]
  className?: string
}

/** The records that a list cannot show, by their files: they may be of any project. Nothing when there is none. */
export function UnreadableNotice({ records, className }: UnreadableNoticeProps) {
  if (records.length === 0) return null
  return (
    <Notice
      tone="attention"
      title={`${pluralize(records.length, 'record')} cannot be shown`}
      className={className}
    >
      <ul className="space-y-1">
        {records.map(({ file, message }) => (
          <li key={file} className="wrap-anywhere">
            <span className="font-mono text-xs">{file}</span> {message}
          </li>
        ))}
      </ul>
    </Notice>
  )
}
