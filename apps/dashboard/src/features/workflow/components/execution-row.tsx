import Link from 'next/link'
import type { ComponentProps } from 'react'
import type { ExecutionSummary } from '@specflow/workflow/schema'
import { FactList } from '../../../components/ui/fact-list.tsx'
import { RelativeTime } from '../../../components/ui/relative-time.tsx'
import { classNames } from '../../../lib/class-names.ts'
import { formatCost, pluralize } from '../../../lib/format.ts'
import { endedAt } from '../execution-facts.ts'
import { DemoFact } from './demo-badge.tsx'
import { Elapsed } from './elapsed.tsx'
import { StatusBadge } from './status-badge.tsx'

interface ExecutionRowProps extends ComponentProps<'li'> {
  execution: ExecutionSummary
  showProject: boolean
}

/** Where it stands is its list's to say by `className`; a list that says nothing has it in its place. */
export function ExecutionRow({
  execution,
  showProject,
  className = 'relative',
  ...props
}: ExecutionRowProps) {
  const { id, skill, status, inputPreview } = execution
  return (
    <li
      className={classNames(
        'flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-2.5 hover:bg-sunken',
        className,
      )}
      {...props}
    >
      <div className="min-w-0 flex-1 basis-48">
        {/* The whole row leads there. A page of rows would be fifty prefetches, so there is none. */}
        <Link
          href={`/executions/${id}`}
          data-row
          prefetch={false}
          className="wrap-anywhere text-sm font-medium after:absolute after:inset-0"
        >
          {skill}
        </Link>
        {inputPreview !== undefined && <p className="truncate text-xs text-ink-soft">{inputPreview}</p>}
        <Particulars execution={execution} showProject={showProject} />
      </div>
      <StatusBadge status={status} />
    </li>
  )
}

/** A cost that is not known is left out. */
function Particulars({ execution, showProject }: Pick<ExecutionRowProps, 'execution' | 'showProject'>) {
  const { agent, projectName, startedAt, costUsd, questionCount, errorCode } = execution
  return (
    <FactList>
      <DemoFact agent={agent} />
      {showProject && <li className="wrap-anywhere">{projectName}</li>}
      <li>
        <RelativeTime iso={startedAt} />
      </li>
      <li>
        <span className="sr-only">took </span>
        <Elapsed since={startedAt} until={endedAt(execution)} />
      </li>
      {costUsd !== undefined && (
        <li>
          <span className="sr-only">cost </span>
          {formatCost(costUsd)}
        </li>
      )}
      {questionCount !== undefined && (
        <li className="text-attention">{pluralize(questionCount, 'question')}</li>
      )}
      {errorCode !== undefined && <li className="text-danger">{errorCode}</li>}
    </FactList>
  )
}
