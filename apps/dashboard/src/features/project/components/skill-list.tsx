'use client'

import { useState } from 'react'
import type { Project, Skill } from '@specflow/workflow/schema'
import { EmptyState } from '../../../components/ui/empty-state.tsx'
import { SearchInput } from '../../../components/ui/field.tsx'
import { LoadingLines } from '../../../components/ui/loading-lines.tsx'
import { Panel } from '../../../components/ui/panel.tsx'
import { RefusalNotice } from '../../system/components/refusal-notice.tsx'
import { StartSkillDialog } from '../../workflow/components/start-skill-dialog.tsx'
import { listenForArrows } from '../../../lib/listen-for-arrows.ts'
import { groupSkills, searchSkills } from '../group-skills.ts'
import { useSkills } from '../hooks/use-skills.ts'

/** The arrows go from the search to the first skill and on; Enter starts the one that has the focus. */
const moveBetweenStarts = listenForArrows('input[type=search], li button')

/** What the project can run, its own skills before the user's. */
export function SkillList({ project }: { project: Project }) {
  return (
    <Panel title="Skills" className="min-w-0">
      <SearchableSkills project={project} />
    </Panel>
  )
}

function SearchableSkills({ project }: { project: Project }) {
  const { data, error } = useSkills(project.id)
  const [text, setText] = useState('')
  if (!data)
    return error ? <RefusalNotice error={error} className="m-4" /> : <LoadingLines label="Loading skills" />
  if (data.skills.length === 0) {
    return (
      <EmptyState title="No skill found">
        Add a skill as <code>.claude/skills/my-skill/SKILL.md</code> or a command as{' '}
        <code>.claude/commands/my-command.md</code> in the project, or in <code>~/.claude</code> for all of
        your projects; then come back to this window.
      </EmptyState>
    )
  }
  const found = searchSkills(data.skills, text)
  return (
    <div ref={moveBetweenStarts}>
      <div className="border-b border-line px-4 py-2">
        <SearchInput
          aria-label="Search skills"
          placeholder="Search skills"
          value={text}
          onChange={({ target }) => {
            setText(target.value)
          }}
        />
      </div>
      <p role="status" className="sr-only">
        {text.trim() === '' ? '' : `${String(found.length)} of ${String(data.skills.length)} skills`}
      </p>
      {found.length === 0 ? (
        <EmptyState title="No skill matches">
          None of the {data.skills.length} skills has “{text.trim()}” in its name, description or hint.
        </EmptyState>
      ) : (
        <SkillGroups project={project} skills={found} />
      )}
    </div>
  )
}

function SkillGroups({ project, skills }: { project: Project; skills: readonly Skill[] }) {
  return (
    <div className="divide-y divide-line">
      {groupSkills(skills).map(({ title, skills: ofGroup }) => (
        <div key={title}>
          <h3 className="px-4 pt-3 text-xs font-medium text-ink-faint">{title}</h3>
          <ul aria-label={title} className="divide-y divide-line">
            {ofGroup.map((skill) => (
              <SkillRow key={skill.name} project={project} skill={skill} />
            ))}
          </ul>
        </div>
      ))}
    </div>
  )
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
