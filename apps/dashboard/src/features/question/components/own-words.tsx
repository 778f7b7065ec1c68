'use client'

import { MAX_ANSWER_LENGTH } from '@specflow/workflow/schema'
import { Textarea } from '../../../components/ui/field.tsx'
import type { QuestionDraft } from '../draft.ts'

interface OwnWordsProps {
  draft: QuestionDraft
  onChange: (part: Partial<QuestionDraft>) => void
  /** What the field is called, or the element that says so. */
  label?: string
  labelledBy?: string
}

export function OwnWords({ draft, onChange, label, labelledBy }: OwnWordsProps) {
  return (
    <Textarea
      aria-label={label}
      aria-labelledby={labelledBy}
      rows={2}
      className="min-h-15"
      maxLength={MAX_ANSWER_LENGTH}
      value={draft.ownWords}
      onChange={({ target }) => {
        onChange({ ownWords: target.value })
      }}
    />
  )
}
