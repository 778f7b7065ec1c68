'use client'

import { trpc } from '../../../trpc/client.ts'

/** Starts a skill. Give it a `requestId`: sent twice, it starts once. */
export function useStart() {
  const utils = trpc.useUtils()
  return trpc.workflow.start.useMutation({ onSuccess: () => void utils.workflow.list.invalidate() })
}
