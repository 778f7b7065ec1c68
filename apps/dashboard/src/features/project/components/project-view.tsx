'use client'

import Link from 'next/link'
import { EmptyState } from '../../../components/ui/empty-state.tsx'
import { LoadingLines } from '../../../components/ui/loading-lines.tsx'
import { Panel } from '../../../components/ui/panel.tsx'
import { ProjectLimitsDialog } from '../../limits/components/project-limits-dialog.tsx'
import { RefusalNotice } from '../../system/components/refusal-notice.tsx'
import { ExecutionList } from '../../workflow/components/execution-list.tsx'
import { useProject } from '../hooks/use-project.ts'
import { RemoveProjectButton } from './remove-project-button.tsx'
import { SkillList } from './skill-list.tsx'

/** One project: what it can run, and what ran. */
export function ProjectView({ projectId }: { projectId: string }) {
  const { data: project, error } = useProject(projectId)
  if (!project) return error ? <RefusalNotice error={error} /> : <LoadingLines label="Loading the project" />
  return (
    <div className="space-y-5">
      <div className="space-y-3">
        <nav aria-label="Breadcrumb" className="text-sm text-ink-soft">
          <Link href="/" className="hover:text-ink hover:underline">
            Overview
          </Link>
        </nav>
        <div className="flex flex-wrap items-start justify-between gap-3">
          <div className="min-w-0">
            <h1 className="wrap-anywhere text-xl font-semibold tracking-tight">{project.name}</h1>
            <p className="mt-1 wrap-anywhere font-mono text-xs text-ink-faint">{project.path}</p>
          </div>
          <div className="flex flex-wrap gap-2">
            <ProjectLimitsDialog project={project} />
            <RemoveProjectButton project={project} />
          </div>
        </div>
      </div>
      <div className="grid items-start gap-5 lg:grid-cols-2">
        <SkillList project={project} />
        <Panel title="Executions" className="min-w-0">
          <ExecutionList
            projectId={projectId}
            empty={
              <EmptyState title="Nothing has run here yet">Start one of the project’s skills.</EmptyState>
            }
          />
        </Panel>
      </div>
    </div>
  )
}
