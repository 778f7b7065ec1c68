import type { Question } from '@specflow/workflow/schema'
import { Notice } from '../../../components/ui/notice.tsx'

/** Which questions still want an answer. Renders nothing when all have one. */
export function MissingAnswers({ questions }: { questions: Question[] }) {
  if (questions.length === 0) return null
  return (
    <Notice tone="attention" title="Not answered yet" role="alert">
      <ul>
        {questions.map(({ id, header, question }) => (
          <li key={id} className="wrap-anywhere">
            {header ?? question}
          </li>
        ))}
      </ul>
    </Notice>
  )
}
