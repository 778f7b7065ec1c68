'use client'

import { trpc } from '../../../trpc/client.ts'

/** What a project can run. Skill files are edited outside: coming back to the window reads them again. */
export function useSkills(projectId: string) {
  return trpc.project.skills.useQuery({ projectId })
}
