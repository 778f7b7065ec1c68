'use client'

import { trpc } from '../../../trpc/client.ts'

/** Starts the same again. Give it a `requestId`: sent twice, it begins once. */
export function useRetry() {
  const utils = trpc.useUtils()
  return trpc.workflow.retry.useMutation({ onSuccess: () => void utils.workflow.list.invalidate() })
}
