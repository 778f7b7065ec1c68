import Link from 'next/link'
import type { Ref } from 'react'
import type { ShownExecution } from '@specflow/workflow/schema'
import { describeState } from '../execution-facts.ts'
import { DemoBadge } from './demo-badge.tsx'
import { ExecutionActions } from './execution-actions.tsx'
import { ExecutionFigures } from './execution-figures.tsx'
import { ExecutionLinks } from './execution-links.tsx'
import { InputExcerpt } from './input-excerpt.tsx'
import { SessionLine } from './session-line.tsx'
import { StatusBadge } from './status-badge.tsx'

interface ExecutionHeaderProps {
  execution: ShownExecution
  headingRef: Ref<HTMLHeadingElement>
  onCancelClosed: () => void
}

export function ExecutionHeader({ execution, headingRef, onCancelClosed }: ExecutionHeaderProps) {
  const { agent, continues, input, projectId, projectName, skill, status } = execution
  return (
    <div className="space-y-3">
      <nav aria-label="Breadcrumb" className="text-sm text-ink-soft">
        <ol className="flex min-w-0 gap-1.5">
          <li>
            <Link href="/" className="hover:text-ink hover:underline">
              Overview
            </Link>
          </li>
          <li aria-hidden>/</li>
          <li className="min-w-0 truncate">
            <Link
              href={`/projects/${encodeURIComponent(projectId)}`}
              className="hover:text-ink hover:underline"
            >
              {projectName}
            </Link>
          </li>
        </ol>
      </nav>
      <div className="flex flex-wrap items-start justify-between gap-3">
        <div className="min-w-0">
          <h1 ref={headingRef} tabIndex={-1} className="wrap-anywhere text-xl font-semibold tracking-tight">
            {skill}
          </h1>
          <div className="mt-2 flex min-h-6 flex-wrap items-center gap-2">
            <div role="status" className="flex flex-wrap items-center gap-2">
              <StatusBadge status={status} />
              <span className="text-sm text-ink-soft">{describeState(execution)}</span>
            </div>
            <DemoBadge agent={agent} />
          </div>
        </div>
        <ExecutionActions execution={execution} onCancelClosed={onCancelClosed} />
      </div>
      {input !== undefined && <InputExcerpt label={continues ? 'Message' : 'Input'} text={input} />}
      <ExecutionLinks execution={execution} />
      <SessionLine execution={execution} />
      <ExecutionFigures execution={execution} />
    </div>
  )
}
