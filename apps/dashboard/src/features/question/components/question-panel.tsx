'use client'

import { toast } from 'sonner'
import type { AnswerValues, QuestionSet, WorkflowExecution } from '@specflow/workflow/schema'
import { AgentText } from '../../../components/ui/agent-text.tsx'
import { Panel } from '../../../components/ui/panel.tsx'
import { useRequestId } from '../../../lib/use-request-id.ts'
import { RefusalNotice } from '../../system/components/refusal-notice.tsx'
import { useAnswer } from '../../workflow/hooks/use-answer.ts'
import { forgetDraft } from '../hooks/use-draft.ts'
import { QuestionForm } from './question-form.tsx'

interface QuestionPanelProps {
  execution: WorkflowExecution
  onAnswered: () => void
}

/**
 * The open questions. Stays mounted when there are none: if somebody else answered first, what the server said about
 * it must outlive the form.
 */
export function QuestionPanel({ execution, onAnswered }: QuestionPanelProps) {
  const { id, questionSet, output, agent, answers: answered } = execution
  const answer = useAnswer()
  const requestIdFor = useRequestId()

  function submit({ id: questionSetId }: QuestionSet, answers: AnswerValues, message: string) {
    const content = { id, questionSetId, answers, ...(message.trim() !== '' && { message }) }
    const requestId = requestIdFor(content)
    answer.mutate(
      { ...content, requestId },
      {
        onSuccess: () => {
          forgetDraft(questionSetId)
          toast.success('Answers sent. The agent goes on.')
          onAnswered()
        },
      },
    )
  }

  // The answer to the request was lost, but the record shows that the request was not.
  const arrived = answered.some(
    ({ requestId }) => requestId !== undefined && requestId === answer.variables?.requestId,
  )
  const refusal = <RefusalNotice error={arrived ? null : answer.error} />
  if (!questionSet) return refusal
  return (
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
          questionSet={questionSet}
          pending={answer.isPending}
          onSubmit={submit}
        >
          {refusal}
        </QuestionForm>
      </div>
    </Panel>
  )
}
