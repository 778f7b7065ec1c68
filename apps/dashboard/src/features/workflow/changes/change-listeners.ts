import type { QueryClient } from '@tanstack/react-query'
import type { ExecutionSummary } from '@specflow/workflow/schema'

/** Told of executions that changed, as they are now. What cannot be told after a restart of the server is not made up. */
export type ChangeListener = (changed: readonly ExecutionSummary[]) => void

const listenersOf = new WeakMap<QueryClient, Set<ChangeListener>>()

export function addChangeListener(queryClient: QueryClient, listener: ChangeListener): () => void {
  const listeners = listenersOf.get(queryClient) ?? new Set()
  listenersOf.set(queryClient, listeners.add(listener))
  return () => listeners.delete(listener)
}

export function tellChangeListeners(queryClient: QueryClient, changed: readonly ExecutionSummary[]): void {
  for (const listener of listenersOf.get(queryClient) ?? []) listener(changed)
}
