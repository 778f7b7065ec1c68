import { CircleCheck } from 'lucide-react'
import type { ExecutionSummary, Overview } from '@specflow/workflow/schema'
import { CountedPanel } from '../../../components/ui/counted-panel.tsx'
import { RelativeTime } from '../../../components/ui/relative-time.tsx'
import { pluralize } from '../../../lib/format.ts'
import { OverviewRow } from './overview-row.tsx'

/** Every open question of every project, whoever waits longest first. */
export function NeedsYou({ overview: { counts, waiting } }: { overview: Overview }) {
  const isQuiet = waiting.length === 0
  return (
    <CountedPanel
      title="Needs you"
      count={counts.waiting_for_input}
      shown={waiting.length}
      tone={isQuiet ? 'plain' : 'attention'}
    >
      {isQuiet ? (
        <p className="flex items-center gap-2 px-4 py-3 text-sm text-ink-soft">
          <CircleCheck aria-hidden className="size-4 text-good" />
          No question waits for you.
        </p>
      ) : (
        <ul className="divide-y divide-line">
          {waiting.map((execution) => (
            <WaitingRow key={execution.id} execution={execution} />
          ))}
        </ul>
      )}
    </CountedPanel>
  )
}

function WaitingRow({ execution }: { execution: ExecutionSummary }) {
  const { id, agent, projectName, questionCount = 1, questionPreview, skill, waitingSince } = execution
  return (
    <OverviewRow
      id={id}
      agent={agent}
      title={questionPreview === undefined || questionPreview === '' ? skill : questionPreview}
      facts={[skill, projectName, ...(questionCount > 1 ? [pluralize(questionCount, 'question')] : [])]}
    >
      {waitingSince !== undefined && (
        <span className="text-attention">
          <span className="sr-only">asked </span>
          <RelativeTime iso={waitingSince} />
        </span>
      )}
    </OverviewRow>
  )
}
