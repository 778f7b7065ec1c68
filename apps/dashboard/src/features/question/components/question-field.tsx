'use client'

import { useId, type ReactNode } from 'react'
import type { Question } from '@specflow/workflow/schema'
import { listenForArrows } from '../../../lib/listen-for-arrows.ts'
import { RadioGroup } from '../../../components/ui/choice.tsx'
import { CheckboxChoices, RadioChoices } from './choices.tsx'
import { OwnWords } from './own-words.tsx'
import type { QuestionFieldProps } from './question-field-props.ts'

const OWN_WORDS = 'own-words'
/** Radios bring their arrows along. */
const moveBetweenCheckboxes = listenForArrows('[role="checkbox"]')

/** One question: a single choice, a multiple choice, or free text where there is nothing to choose from. */
export function QuestionField(props: QuestionFieldProps) {
  const { question, draft, onChange } = props
  const titleId = useId()
  const title = <QuestionTitle id={titleId} question={question} />

  if (question.options.length === 0) {
    return (
      <div className="space-y-2">
        {title}
        <OwnWords labelledBy={titleId} draft={draft} onChange={onChange} />
      </div>
    )
  }
  if (question.multiSelect) {
    return (
      <div ref={moveBetweenCheckboxes} role="group" aria-labelledby={titleId} className="space-y-2">
        {title}
        <CheckboxChoices {...props} />
      </div>
    )
  }
  return (
    <RadioGroup
      aria-labelledby={titleId}
      className="space-y-2"
      value={draft.ownWordsChosen ? OWN_WORDS : String(draft.chosen[0] ?? '')}
      onValueChange={(value) => {
        if (value === OWN_WORDS) onChange({ ownWordsChosen: true, chosen: [] })
        else onChange({ ownWordsChosen: false, chosen: [Number(value)] })
      }}
    >
      {title}
      <RadioChoices {...props} ownWordsValue={OWN_WORDS} />
    </RadioGroup>
  )
}

function QuestionTitle({
  id,
  question: { header, question, multiSelect, options },
}: {
  id: string
  question: Question
}): ReactNode {
  return (
    <div className="text-sm">
      {header !== undefined && <p className="wrap-anywhere text-xs font-medium text-ink-faint">{header}</p>}
      <p id={id} className="whitespace-pre-wrap wrap-anywhere font-medium">
        {question}
      </p>
      {multiSelect && options.length > 0 && <p className="text-xs text-ink-faint">Choose one or more.</p>}
    </div>
  )
}
