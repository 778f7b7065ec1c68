'use client'

import { trpc } from '../../../trpc/client.ts'

/** Goes on with the session of an execution that has ended. Give it a `requestId`: sent twice, it begins once. */
export function useFollowUp() {
  const utils = trpc.useUtils()
  return trpc.workflow.followUp.useMutation({ onSuccess: () => void utils.workflow.list.invalidate() })
}
