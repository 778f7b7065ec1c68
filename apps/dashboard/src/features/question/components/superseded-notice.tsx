'use client'

import { useEffect, useRef } from 'react'
import type { WorkflowExecution } from '@specflow/workflow/schema'
import { Button } from '../../../components/ui/button.tsx'
import { CopyButton } from '../../../components/ui/copy-button.tsx'
import { Notice } from '../../../components/ui/notice.tsx'
import { RelativeTime } from '../../../components/ui/relative-time.tsx'
import { formatTimestamp } from '../../../lib/format.ts'
import { appendTextDraft } from '../../../lib/text-drafts.ts'
import { askForAction } from '../../workflow/action-requests.ts'
import { canFollowUp, followUpDraftKey } from '../../workflow/execution-facts.ts'
import { describeSupersession, type Superseded } from '../superseded.ts'
import { describeDraft } from '../unsent-draft.ts'
import { AnswersGiven } from './answer-history.tsx'

interface SupersededNoticeProps {
  execution: WorkflowExecution
  superseded: Superseded
  onDismiss: () => void
}

/** What happened to questions that this page wanted to answer, the answers that were taken, and the words that were not. */
export function SupersededNotice({ execution, superseded, onDismiss }: SupersededNoticeProps) {
  const { kept, questionSet, wasShown } = superseded
  const { title, at, entry } = describeSupersession(execution, questionSet.id)
  const text = kept ? describeDraft(kept) : ''
  const noticeRef = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // The form took the focus with it. Elsewhere the person is busy with something else.
    if (wasShown && document.activeElement === document.body) noticeRef.current?.focus()
  }, [wasShown])

  return (
    <Notice
      ref={noticeRef}
      tone="attention"
      title={title}
      role={wasShown ? 'alert' : 'group'}
      aria-label={title}
      tabIndex={-1}
      // Whoever was typing when the form went away types on for a moment: that must start nothing.
      data-shortcuts="off"
    >
      <p>
        <RelativeTime iso={at} />, at {formatTimestamp(at)}
        {entry &&
          ', in another tab, on another device or by a script. An answer is taken once: this one stands'}
        .
      </p>
      {entry && (
        <div className="mt-2 rounded-md border border-line bg-surface px-3 py-2 text-ink">
          <AnswersGiven entry={entry} />
        </div>
      )}
      {text !== '' && <Unsent execution={execution} text={text} />}
      <Button size="small" className="mt-2" onClick={onDismiss}>
        {text === '' ? 'Close' : 'Discard my answers'}
      </Button>
    </Notice>
  )
}

function Unsent({ execution, text }: { execution: WorkflowExecution; text: string }) {
  return (
    <div className="mt-2 space-y-1">
      <p>
        What you had put in was not sent to the agent. It is kept here
        {canFollowUp(execution) ? '.' : '; when the execution has ended, you can send it as a follow-up.'}
      </p>
      <div className="flex items-start gap-1 rounded-md border border-line bg-surface py-1 pl-3 pr-1">
        <p className="min-w-0 flex-1 whitespace-pre-wrap wrap-anywhere py-1.5 text-ink">{text}</p>
        <CopyButton text={text} label="Copy my answers" />
      </div>
      {canFollowUp(execution) && (
        <Button
          size="small"
          look="primary"
          className="mr-2"
          onClick={() => {
            appendTextDraft(followUpDraftKey(execution.id), text)
            askForAction(execution.id, 'follow-up')
          }}
        >
          Send as a follow-up
        </Button>
      )}
    </div>
  )
}
