import type { Question } from '@specflow/workflow/schema'
import type { QuestionDraft } from '../draft.ts'

/** One question and what has been put into its field so far. */
export interface QuestionFieldProps {
  question: Question
  draft: QuestionDraft
  onChange: (part: Partial<QuestionDraft>) => void
}
