'use client'

import type { Project, Skill } from '@specflow/workflow/schema'
import { EmptyState } from '../../../components/ui/empty-state.tsx'
import { LoadingLines } from '../../../components/ui/loading-lines.tsx'
import { Panel } from '../../../components/ui/panel.tsx'
import { RefusalNotice } from '../../system/components/refusal-notice.tsx'
import { StartSkillDialog } from '../../workflow/components/start-skill-dialog.tsx'
import { useSkills } from '../hooks/use-skills.ts'

const SOURCES: { source: Skill['source']; title: string }[] = [
  { source: 'project', title: 'From the project' },
  { source: 'user', title: 'From your user folder' },
]

/** What the project can run, its own skills before the user's. */
export function SkillList({ project }: { project: Project }) {
  return (
    <Panel title="Skills" className="min-w-0">
      <SkillGroups project={project} />
    </Panel>
  )
}

function SkillGroups({ project }: { project: Project }) {
  const { data, error } = useSkills(project.id)
  if (!data)
    return error ? <RefusalNotice error={error} className="m-4" /> : <LoadingLines label="Loading skills" />
  if (data.skills.length === 0) {
    return (
      <EmptyState title="No skill found">
        Add a skill as <code>.claude/skills/my-skill/SKILL.md</code> or a command as{' '}
        <code>.claude/commands/my-command.md</code> in the project, then come back to this window.
      </EmptyState>
    )
  }
  const groups = SOURCES.map(({ source, title }) => {
    const skills = data.skills.filter((skill) => skill.source === source)
    if (skills.length === 0) return null
    return (
      <div key={source}>
        <h3 className="px-4 pt-3 text-xs font-medium text-ink-faint">{title}</h3>
        <ul aria-label={title} className="divide-y divide-line">
          {skills.map((skill) => (
            <SkillRow key={skill.name} project={project} skill={skill} />
          ))}
        </ul>
      </div>
    )
  })
  return <div className="divide-y divide-line">{groups}</div>
}

function SkillRow({ project, skill }: { project: Project; skill: Skill }) {
  const { name, description, argumentHint } = skill
  return (
    <li className="flex items-start gap-4 px-4 py-3">
      <div className="min-w-0 flex-1">
        <p className="wrap-anywhere text-sm font-medium">
          {name}
          {argumentHint !== undefined && (
            <span className="ml-2 font-mono text-xs font-normal text-ink-faint">{argumentHint}</span>
          )}
        </p>
        {description !== '' && (
          <p className="mt-0.5 line-clamp-3 wrap-anywhere text-sm text-ink-soft">{description}</p>
        )}
      </div>
      <StartSkillDialog project={project} skill={skill} />
    </li>
  )
}
