'use client'

import { trpc } from '../../../trpc/client.ts'

export function useRegisterProject() {
  const utils = trpc.useUtils()
  return trpc.project.register.useMutation({ onSuccess: () => utils.project.list.invalidate() })
}
