import { Notice } from '../../../components/ui/notice.tsx'
import { lookUp } from '../../../lib/look-up.ts'
import { readRefusal } from '../../../trpc/refusal.ts'
import { NO_ANSWER, OTHER_REFUSAL, REFUSAL_WORDS } from '../refusal-words.ts'

export interface RefusalNoticeProps {
  error: unknown
  id?: string
  className?: string
}

/** Why what the person asked for did not happen, and what to do. Renders nothing without an error. */
export function RefusalNotice({ error, id, className }: RefusalNoticeProps) {
  if (error === null || error === undefined) return null
  const refusal = readRefusal(error)
  const { title, remedy } = refusal ? lookUp(REFUSAL_WORDS, refusal.code, () => OTHER_REFUSAL) : NO_ANSWER
  return (
    <Notice tone="danger" title={title} role="alert" id={id} className={className}>
      {refusal && <p className="wrap-anywhere">{refusal.message}</p>}
      {remedy !== undefined && <p>{remedy}</p>}
      {refusal && <p className="font-mono text-xs text-ink-faint">{refusal.code}</p>}
    </Notice>
  )
}
