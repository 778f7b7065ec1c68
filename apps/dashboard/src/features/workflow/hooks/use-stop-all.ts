'use client'

import { trpc } from '../../../trpc/client.ts'

/** Cancels everything that is queued or runs; answers when nothing of it is alive any more. */
export function useStopAll() {
  const utils = trpc.useUtils()
  return trpc.workflow.stopAll.useMutation({
    onSettled: () => utils.workflow.invalidate(),
  })
}
