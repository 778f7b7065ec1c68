'use client'

import { usePathname } from 'next/navigation'
import type { Project, Skill } from '@specflow/workflow/schema'
import { trpc } from '../../../trpc/client.ts'

const RECENT = 50
/** Looking for skills is reading folders: of more projects than a person has open, they are found on their pages. */
const MOST_PROJECTS = 20
const FRESH_MS = 30_000

export interface SkillOfProject {
  project: Project
  skill: Skill
}

/** What the palette offers, asked for when it is opened; what the page knows already is not asked for again. */
export function usePaletteData() {
  const { executionId, projectId } = readPlace(usePathname())
  const { data: execution } = trpc.workflow.status.useQuery(
    { id: executionId ?? '' },
    { enabled: executionId !== undefined },
  )
  const { data: overview } = trpc.workflow.overview.useQuery({})
  const { data: recent } = trpc.workflow.list.useQuery({ limit: RECENT })
  const { data: known } = trpc.project.list.useQuery()
  const projects = nearestFirst(known?.projects ?? [], execution?.projectId ?? projectId)
  const searched = projects.slice(0, MOST_PROJECTS)
  const skills = trpc.useQueries((ask) =>
    searched.map(({ id }) => ask.project.skills({ projectId: id }, { staleTime: FRESH_MS })),
  )
  return {
    execution: executionId === undefined ? undefined : execution,
    waiting: overview?.waiting ?? [],
    recent: recent?.executions ?? [],
    projects,
    skills: searched.flatMap((project, at): SkillOfProject[] =>
      (skills[at]?.data?.skills ?? []).map((skill) => ({ project, skill })),
    ),
  }
}

export type PaletteData = ReturnType<typeof usePaletteData>

/** What the page is about, by its address. */
function readPlace(path: string): { executionId?: string; projectId?: string } {
  const [, kind, id] = path.split('/')
  if (id === undefined) return {}
  if (kind === 'executions') return { executionId: id }
  return kind === 'projects' ? { projectId: decodeURIComponent(id) } : {}
}

function nearestFirst(projects: readonly Project[], nearest: string | undefined): readonly Project[] {
  return [...projects.filter(({ id }) => id === nearest), ...projects.filter(({ id }) => id !== nearest)]
}
