'use client'

import { trpc } from '../../../trpc/client.ts'

export function useProject(projectId: string) {
  return trpc.project.get.useQuery({ projectId })
}
