'use client'

import Link from 'next/link'
import type { Project } from '@specflow/workflow/schema'
import { EmptyState } from '../../../components/ui/empty-state.tsx'
import { LoadingLines } from '../../../components/ui/loading-lines.tsx'
import { RefusalNotice } from '../../system/components/refusal-notice.tsx'
import { useActiveExecutions } from '../../workflow/hooks/use-active-executions.ts'
import { useExecutionList } from '../../workflow/hooks/use-execution-list.ts'
import { countStatuses, type StatusCounts } from '../count-statuses.ts'
import { useProjects } from '../hooks/use-projects.ts'
import { StatusCountBadges } from './status-count-badges.tsx'

export function ProjectList() {
  const { data, error } = useProjects()
  const { data: active } = useActiveExecutions()
  const { executions: newest } = useExecutionList()
  if (!data)
    return error ? <RefusalNotice error={error} className="m-4" /> : <LoadingLines label="Loading projects" />
  if (data.projects.length === 0) {
    return (
      <EmptyState title="No project yet">
        Register the folder of a project with “Register a project”. Its skills, from{' '}
        <code>.claude/skills</code> and <code>.claude/commands</code>, can be started here then.
      </EmptyState>
    )
  }
  const counts = countStatuses(active?.executions ?? [], newest ?? [])
  return (
    <ul className="divide-y divide-line">
      {data.projects.map((project) => (
        <ProjectRow key={project.id} project={project} counts={counts.get(project.id) ?? {}} />
      ))}
    </ul>
  )
}

function ProjectRow({ project: { id, name, path }, counts }: { project: Project; counts: StatusCounts }) {
  return (
    <li className="relative flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3 hover:bg-sunken">
      <div className="min-w-0 flex-1 basis-52">
        <Link
          href={`/projects/${encodeURIComponent(id)}`}
          prefetch={false}
          className="wrap-anywhere text-sm font-medium after:absolute after:inset-0"
        >
          {name}
        </Link>
        <p className="truncate font-mono text-xs text-ink-faint" title={path}>
          {path}
        </p>
      </div>
      <StatusCountBadges counts={counts} />
    </li>
  )
}
