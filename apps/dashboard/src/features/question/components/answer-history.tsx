import type { AnswerEntry, Question } from '@specflow/workflow/schema'
import { AgentText } from '../../../components/ui/agent-text.tsx'
import { Panel } from '../../../components/ui/panel.tsx'
import { RelativeTime } from '../../../components/ui/relative-time.tsx'

/** What was asked and answered so far, round by round. */
export function AnswerHistory({ answers }: { answers: AnswerEntry[] }) {
  if (answers.length === 0) return null
  return (
    <Panel title="Answers">
      <ol className="divide-y divide-line">
        {answers.map((entry, index) => (
          <Round key={entry.questionSetId} entry={entry} number={index + 1} />
        ))}
      </ol>
    </Panel>
  )
}

function Round({ entry, number }: { entry: AnswerEntry; number: number }) {
  return (
    <li className="space-y-3 px-4 py-3 text-sm">
      <p className="text-xs text-ink-faint">
        Round {number} · <RelativeTime iso={entry.answeredAt} />
      </p>
      <AnswersGiven entry={entry} />
    </li>
  )
}

/** Each question of one round with what was answered, and what was said beside. */
export function AnswersGiven({ entry: { questions, answers, message } }: { entry: AnswerEntry }) {
  return (
    <div className="space-y-3">
      <dl className="space-y-3">
        {questions.map((question) => (
          <Answer key={question.id} question={question} answer={answers[question.id]} />
        ))}
      </dl>
      {message !== undefined && (
        <div>
          <p className="text-ink-soft">Message</p>
          <AgentText text={message} className="mt-0.5 font-medium" />
        </div>
      )}
    </div>
  )
}

function Answer({ question, answer }: { question: Question; answer: string | string[] | undefined }) {
  const answers = answer === undefined ? [] : [answer].flat()
  return (
    <div>
      <dt className="whitespace-pre-wrap wrap-anywhere text-ink-soft">{question.question}</dt>
      {answers.map((text, index) => (
        <dd key={index} className="mt-0.5">
          <AgentText text={text} className="font-medium" />
        </dd>
      ))}
    </div>
  )
}
