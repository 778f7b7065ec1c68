'use client'

import { useIsMutating } from '@tanstack/react-query'

/** What tRPC calls the mutations of `workflow.cancel`, whatever their input. */
const CANCEL_KEY = [['workflow', 'cancel']]

/** Whether this page waits for a stop of this execution. */
export function useIsCancelling(id: string): boolean {
  const isOfThis = ({ state }: { state: { variables?: unknown } }) =>
    (state.variables as { id?: unknown } | undefined)?.id === id
  return useIsMutating({ mutationKey: CANCEL_KEY, predicate: isOfThis }) > 0
}
