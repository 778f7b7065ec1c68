'use client'

import { pluralize } from '../../../lib/format.ts'
import { toast } from '../../../lib/toast.ts'
import { trpc } from '../../../trpc/client.ts'

/** Cancels everything that is queued or runs; succeeds when nothing of it is alive any more, or cannot be proven dead. */
export function useStopAll() {
  const utils = trpc.useUtils()
  return trpc.workflow.stopAll.useMutation({
    // Here, because who asked may be gone by now: what is stopped needs no button any more.
    onSuccess: ({ notStopped, stopped }) => {
      if (notStopped.length > 0) return
      toast.success(
        stopped.length === 0
          ? 'Nothing was running or queued.'
          : `${pluralize(stopped.length, 'execution')} stopped. Nothing of them is alive any more.`,
      )
    },
    onSettled: () => utils.workflow.invalidate(),
  })
}
