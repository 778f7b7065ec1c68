'use client'

import { trpc } from '../../../trpc/client.ts'

/** Answers the open questions of an execution. Give it a `requestId`: sent twice, it answers once. */
export function useAnswer() {
  const utils = trpc.useUtils()
  return trpc.workflow.answer.useMutation({
    onSuccess: (execution) => {
      utils.workflow.status.setData({ id: execution.id }, execution)
      void utils.workflow.list.invalidate()
    },
    // Whoever is refused looks at something old: show how things are now.
    onError: (_error, { id }) => {
      // Not waited for: while the server is away it would be waited for as long, and the person not told.
      void utils.workflow.status.invalidate({ id })
    },
  })
}
