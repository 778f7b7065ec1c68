'use client'

import { useRouter } from 'next/navigation'
import { useId, type SubmitEvent } from 'react'
import { toast } from '../../../lib/toast.ts'
import type { WorkflowExecution } from '@specflow/workflow/schema'
import { Button } from '../../../components/ui/button.tsx'
import { Hint, Label, Textarea } from '../../../components/ui/field.tsx'
import { submitOnCommandEnter } from '../../../lib/submit-on-command-enter.ts'
import { forgetTextDraft, useTextDraft } from '../../../lib/text-drafts.ts'
import { useRequestId } from '../../../lib/use-request-id.ts'
import { RefusalNotice } from '../../system/components/refusal-notice.tsx'
import { followUpDraftKey } from '../execution-facts.ts'
import { useFollowUp } from '../hooks/use-follow-up.ts'
import { useTrust } from '../hooks/use-trust.ts'
import { TrustSection } from './trust-box.tsx'

/** Asks for the message, begins the follow-up, and goes to it. What was typed stays until it was sent. */
export function FollowUpForm({ execution }: { execution: WorkflowExecution }) {
  const { id, projectId, sessionId, skill } = execution
  const draftKey = followUpDraftKey(id)
  const [message, setMessage] = useTextDraft(draftKey)
  const followUp = useFollowUp()
  const trust = useTrust(projectId, skill)
  const router = useRouter()
  const requestIdFor = useRequestId()
  const fieldId = useId()
  const isShut = followUp.isPending || followUp.isSuccess || message.trim() === '' || trust.isShut

  function submit(event: SubmitEvent) {
    event.preventDefault()
    if (isShut) return
    const content = { id, message }
    followUp.mutate(
      { ...content, ...trust.acknowledgement, requestId: requestIdFor(content) },
      {
        onError: trust.onError,
        onSuccess: (begun) => {
          forgetTextDraft(draftKey)
          toast.success('Sent. The agent goes on.')
          router.push(`/executions/${begun.id}`)
        },
      },
    )
  }

  return (
    <form aria-label="Follow up" noValidate onSubmit={submit} className="space-y-4">
      <div className="space-y-1.5">
        <Label htmlFor={fieldId}>Message</Label>
        <Textarea
          id={fieldId}
          rows={5}
          value={message}
          aria-describedby={`${fieldId}hint`}
          onKeyDown={submitOnCommandEnter}
          onChange={({ target }) => {
            setMessage(target.value)
          }}
        />
        <Hint id={`${fieldId}hint`}>
          Goes to the session {sessionId?.slice(0, 8)}, which remembers what was said. Ctrl or Cmd and Enter
          sends it.
        </Hint>
      </div>
      <TrustSection trust={trust} />
      <RefusalNotice error={followUp.error} />
      <div className="flex justify-end">
        <Button type="submit" look="primary" disabled={isShut}>
          {followUp.isPending ? 'Sending…' : 'Send'}
        </Button>
      </div>
    </form>
  )
}
