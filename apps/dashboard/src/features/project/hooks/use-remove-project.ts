'use client'

import { trpc } from '../../../trpc/client.ts'

/** Forgets a project. Its directory and its executions stay. */
export function useRemoveProject() {
  const utils = trpc.useUtils()
  return trpc.project.remove.useMutation({ onSuccess: () => utils.project.list.invalidate() })
}
