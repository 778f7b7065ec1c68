'use client'

import { trpc } from '../../../trpc/client.ts'

/** Cancels an execution; succeeds when nothing of it is alive any more. */
export function useCancel() {
  const utils = trpc.useUtils()
  return trpc.workflow.cancel.useMutation({
    onSuccess: (execution) => {
      utils.workflow.status.setData({ id: execution.id }, execution)
      void utils.workflow.list.invalidate()
    },
    onError: (_error, { id }) => {
      void utils.workflow.status.invalidate({ id })
    },
  })
}
