import Link from 'next/link'
import type { ExecutionSummary } from '@specflow/workflow/schema'
import { RelativeTime } from '../../../components/ui/relative-time.tsx'
import { formatCost, pluralize } from '../../../lib/format.ts'
import { endedAt } from '../execution-facts.ts'
import { DemoBadge } from './demo-badge.tsx'
import { Elapsed } from './elapsed.tsx'
import { StatusBadge } from './status-badge.tsx'

interface ExecutionRowProps {
  execution: ExecutionSummary
  showProject: boolean
}

export function ExecutionRow({ execution, showProject }: ExecutionRowProps) {
  const { id, skill, projectName, status, agent, startedAt, costUsd } = execution
  return (
    <li className="relative flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3 hover:bg-sunken">
      <div className="min-w-0 flex-1 basis-52">
        {/* The whole row leads there. A page of rows would be fifty prefetches, so there is none. */}
        <Link
          href={`/executions/${id}`}
          prefetch={false}
          className="wrap-anywhere text-sm font-medium after:absolute after:inset-0"
        >
          {skill}
        </Link>
        <p className="truncate text-xs text-ink-faint">
          {showProject && `${projectName} · `}
          <RelativeTime iso={startedAt} />
          <Remark execution={execution} />
        </p>
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <DemoBadge agent={agent} />
        <StatusBadge status={status} />
      </div>
      <div className="flex gap-3 text-xs text-ink-soft tabular-nums">
        <span className="w-14 text-right">
          <span className="sr-only">Elapsed: </span>
          <Elapsed since={startedAt} until={endedAt(execution)} />
        </span>
        <span className="w-14 text-right">
          <span className="sr-only">Cost: </span>
          {costUsd === undefined ? <Unknown /> : formatCost(costUsd)}
        </span>
      </div>
    </li>
  )
}

function Remark({ execution: { questionCount, errorCode } }: { execution: ExecutionSummary }) {
  if (questionCount !== undefined)
    return <span className="text-attention"> · {pluralize(questionCount, 'question')}</span>
  if (errorCode !== undefined) return <span className="text-danger"> · {errorCode}</span>
  return null
}

function Unknown() {
  return (
    <>
      <span aria-hidden>–</span>
      <span className="sr-only">not known</span>
    </>
  )
}
