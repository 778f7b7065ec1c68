'use client'

import { trpc } from '../../../trpc/client.ts'

/** Sets all limits of a project, or of everything together. */
export function useSetLimits() {
  const utils = trpc.useUtils()
  return trpc.limits.set.useMutation({
    onSuccess: (all) => {
      utils.limits.get.setData(undefined, all)
    },
  })
}
