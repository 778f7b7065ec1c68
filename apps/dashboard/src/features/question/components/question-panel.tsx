'use client'

import { useState } from 'react'
import { toast } from '../../../lib/toast.ts'
import type { AnswerValues, QuestionSet, WorkflowExecution } from '@specflow/workflow/schema'
import { AgentText } from '../../../components/ui/agent-text.tsx'
import { Panel } from '../../../components/ui/panel.tsx'
import { useRequestId } from '../../../lib/use-request-id.ts'
import { RefusalNotice } from '../../system/components/refusal-notice.tsx'
import { TrustSection } from '../../workflow/components/trust-box.tsx'
import { useAnswer } from '../../workflow/hooks/use-answer.ts'
import { useTrust } from '../../workflow/hooks/use-trust.ts'
import { forgetDraft, useKeptDrafts } from '../hooks/use-draft.ts'
import { findSuperseded } from '../superseded.ts'
import { QuestionForm } from './question-form.tsx'
import { SupersededNotice } from './superseded-notice.tsx'

interface QuestionPanelProps {
  execution: WorkflowExecution
  onAnswered: () => void
}

/**
 * The open questions. Stays mounted when there are none: if somebody else answered first, what happened and what was typed
 * must outlive the form.
 */
export function QuestionPanel({ execution, onAnswered }: QuestionPanelProps) {
  const { id, projectId, questionSet, output, agent, skill } = execution
  const answer = useAnswer()
  const trust = useTrust(projectId, skill, questionSet !== undefined)
  const requestIdFor = useRequestId()
  const drafts = useKeptDrafts(id)
  const [shown, setShown] = useState<readonly QuestionSet[]>([])
  const [sent, setSent] = useState<readonly string[]>([])
  const [dismissed, setDismissed] = useState<readonly string[]>([])
  if (questionSet && shown.at(-1)?.id !== questionSet.id) setShown([...shown, questionSet])

  function submit({ id: questionSetId }: QuestionSet, answers: AnswerValues, message: string) {
    const content = { id, questionSetId, answers, ...(message.trim() !== '' && { message }) }
    const requestId = requestIdFor(content)
    setSent([...sent, requestId])
    answer.mutate(
      { ...content, ...trust.acknowledgement, requestId },
      {
        onError: trust.onError,
        onSuccess: () => {
          forgetDraft(questionSetId)
          toast.success('Answers sent. The agent goes on.')
          onAnswered()
        },
      },
    )
  }

  function dismiss(questionSetId: string) {
    forgetDraft(questionSetId)
    setDismissed([...dismissed, questionSetId])
  }

  const notices = findSuperseded(execution, { shown, drafts, sent, dismissed }).map((superseded) => (
    <SupersededNotice
      key={superseded.questionSet.id}
      execution={execution}
      superseded={superseded}
      onDismiss={() => {
        dismiss(superseded.questionSet.id)
      }}
    />
  ))
  if (!questionSet) return notices
  return (
    <>
      {notices}
      <Panel title="Questions" tone="attention">
        <div className="space-y-5 px-4 py-4">
          {agent === 'demo' && (
            <p className="text-xs text-attention">Asked by the demo agent; no model reads the answers.</p>
          )}
          {output?.message !== undefined && (
            <AgentText text={output.message} className="text-sm text-ink-soft" />
          )}
          <QuestionForm
            key={questionSet.id}
            executionId={id}
            questionSet={questionSet}
            pending={answer.isPending}
            isShut={trust.isShut}
            onSubmit={submit}
          >
            <TrustSection trust={trust} />
            {/* About an earlier set, the notices above say more. */}
            <RefusalNotice error={answer.variables?.questionSetId === questionSet.id ? answer.error : null} />
          </QuestionForm>
        </div>
      </Panel>
    </>
  )
}
