'use client'

import Link from 'next/link'
import type { ActiveCounts, Project, ProjectActivity } from '@specflow/workflow/schema'
import { EmptyState } from '../../../components/ui/empty-state.tsx'
import { LoadingLines } from '../../../components/ui/loading-lines.tsx'
import { Panel } from '../../../components/ui/panel.tsx'
import { RelativeTime } from '../../../components/ui/relative-time.tsx'
import { classNames } from '../../../lib/class-names.ts'
import { useProjects } from '../../project/hooks/use-projects.ts'
import { LateRefusalNotice } from '../../system/components/late-refusal-notice.tsx'
import { statusLook } from '../../workflow/status-words.ts'

/** Every registered project: what goes on in it, and how it went last. */
export function ProjectsAtAGlance({ activities }: { activities: readonly ProjectActivity[] }) {
  const { data, error } = useProjects()
  const found = new Map(activities.map((activity) => [activity.projectId, activity]))
  return (
    <Panel title="Registered projects">
      {!data && error && <LateRefusalNotice error={error} className="m-4" />}
      {!data && !error && <LoadingLines label="Loading projects" />}
      {data?.projects.length === 0 && (
        <EmptyState title="No project yet">
          Register the folder of a project with “Register a project”. Its skills, from{' '}
          <code>.claude/skills</code> and <code>.claude/commands</code>, can be started then.
        </EmptyState>
      )}
      <ul className="divide-y divide-line">
        {data?.projects.map((project) => (
          <ProjectRow key={project.id} project={project} activity={found.get(project.id)} />
        ))}
      </ul>
    </Panel>
  )
}

interface ProjectRowProps {
  project: Project
  activity: ProjectActivity | undefined
}

function ProjectRow({ project: { id, name, path }, activity }: ProjectRowProps) {
  return (
    <li className="relative px-4 py-2.5 hover:bg-sunken">
      <div className="flex items-start justify-between gap-4">
        <Link
          href={`/projects/${encodeURIComponent(id)}`}
          data-row
          prefetch={false}
          className="min-w-0 wrap-anywhere text-sm font-medium after:absolute after:inset-0"
        >
          {name}
        </Link>
        {activity && <ActiveMarks counts={activity.counts} />}
      </div>
      <p className="truncate font-mono text-xs text-ink-faint" title={path}>
        {path}
      </p>
      <LastOutcome last={activity?.last} />
    </li>
  )
}

function LastOutcome({ last }: { last: ProjectActivity['last'] }) {
  if (!last) return <p className="mt-0.5 text-xs text-ink-faint">Nothing has ended here yet</p>
  const { label, icon: Icon, tone } = statusLook(last.status)
  return (
    <p className="mt-0.5 flex items-center gap-1 text-xs text-ink-faint">
      <Icon aria-hidden className={classNames('size-3.5 shrink-0', tone)} />
      <span className="truncate">
        {label}: {last.skill}
      </span>
      <span aria-hidden>·</span>
      <RelativeTime iso={last.endedAt} />
    </p>
  )
}

const ACTIVE = ['waiting_for_input', 'running', 'queued'] as const

function ActiveMarks({ counts }: { counts: ActiveCounts }) {
  return (
    <ul className="flex shrink-0 gap-1.5">
      {ACTIVE.filter((status) => counts[status] > 0).map((status) => {
        const { label, icon: Icon, style } = statusLook(status)
        return (
          <li
            key={status}
            title={`${label}: ${String(counts[status])}`}
            className={classNames(
              'inline-flex h-6 items-center gap-1 rounded-full border px-2 text-xs font-medium tabular-nums',
              style,
            )}
          >
            <Icon aria-hidden className="size-3.5" />
            <span className="sr-only">{label}</span> {counts[status]}
          </li>
        )
      })}
    </ul>
  )
}
