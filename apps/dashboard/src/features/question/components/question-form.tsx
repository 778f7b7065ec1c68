'use client'

import { useId, useRef, useState, type ReactNode, type SubmitEvent } from 'react'
import { MAX_ANSWER_LENGTH, type AnswerValues, type QuestionSet } from '@specflow/workflow/schema'
import { Button } from '../../../components/ui/button.tsx'
import { Hint, Label, Textarea } from '../../../components/ui/field.tsx'
import { answersOf, draftOf } from '../draft.ts'
import { useChoiceKeys } from '../hooks/use-choice-keys.ts'
import { useDraft } from '../hooks/use-draft.ts'
import { useSubmitKey } from '../hooks/use-submit-key.ts'
import { useFocusOnArrival } from '../hooks/use-focus-on-arrival.ts'
import { focusQuestion, QUESTIONS_ID } from '../focus-question.ts'
import { MissingAnswers } from './missing-answers.tsx'
import { QuestionField } from './question-field.tsx'

interface QuestionFormProps {
  executionId: string
  questionSet: QuestionSet
  pending: boolean
  /** Nothing can be sent yet, for a reason that is told above the button. */
  isShut: boolean
  onSubmit: (questionSet: QuestionSet, answers: AnswerValues, message: string) => void
  /** What there is to say about the last attempt, above the button. */
  children?: ReactNode
}

/** All questions of a set at once: they are answered together or not at all. */
export function QuestionForm(props: QuestionFormProps) {
  const { executionId, questionSet, pending, isShut, onSubmit, children } = props
  const { draft, change, changeQuestion } = useDraft(executionId, questionSet)
  const { answers, complete } = answersOf(questionSet, draft)
  const [refused, setRefused] = useState(false)
  const messageId = useId()
  const formRef = useRef<HTMLFormElement>(null)
  const missing = questionSet.questions.filter(({ id }) => answers[id] === undefined)
  useSubmitKey(formRef)
  useFocusOnArrival(formRef)
  useChoiceKeys(
    formRef,
    missing.map(({ id }) => id),
  )

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    setRefused(!complete)
    if (!complete) focusQuestion(event.currentTarget, missing[0]?.id)
    else if (!pending && !isShut) onSubmit(questionSet, answers, draft.message)
  }

  return (
    <form
      id={QUESTIONS_ID}
      aria-label="Questions of the agent"
      onSubmit={submit}
      ref={formRef}
      className="space-y-6"
    >
      {questionSet.questions.map((question) => (
        <div key={question.id} data-question={question.id}>
          <QuestionField
            question={question}
            draft={draftOf(question, draft)}
            onChange={(part) => {
              changeQuestion(question, part)
            }}
          />
        </div>
      ))}
      <div className="space-y-1.5">
        <Label htmlFor={messageId}>Anything else for the agent (optional)</Label>
        <Textarea
          id={messageId}
          value={draft.message}
          maxLength={MAX_ANSWER_LENGTH}
          rows={2}
          onChange={({ target }) => {
            change({ message: target.value })
          }}
        />
      </div>
      {children}
      {refused && <MissingAnswers questions={missing} />}
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" look="primary" disabled={pending || isShut}>
          {pending ? 'Sending…' : 'Send answers'}
        </Button>
        <p role="status" className="text-xs text-ink-faint tabular-nums">
          {Object.keys(answers).length} of {questionSet.questions.length} answered
        </p>
        <KeyHint questionSet={questionSet} />
      </div>
    </form>
  )
}

/** A phone has no keys to press. */
function KeyHint({ questionSet: { questions } }: { questionSet: QuestionSet }) {
  const hasChoices = questions.some(({ options }) => options.length > 0)
  return (
    <Hint className="hidden pointer-fine:block">
      {hasChoices && 'Number keys choose, Enter goes on. '}Ctrl or Cmd and Enter sends.
    </Hint>
  )
}
