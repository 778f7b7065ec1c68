import type { ExecutionAction } from './execution-actions.ts'

type Listener = (action: ExecutionAction) => void

const listeners = new Map<string, Set<Listener>>()

/** Opens the dialog of an action from elsewhere on the page of the execution; nothing happens where it is not shown. */
export function askForAction(executionId: string, action: ExecutionAction): void {
  for (const listener of listeners.get(executionId) ?? []) listener(action)
}

export function onActionRequest(executionId: string, listener: Listener): () => void {
  const ofExecution = listeners.get(executionId) ?? new Set()
  listeners.set(executionId, ofExecution.add(listener))
  return () => {
    ofExecution.delete(listener)
    if (ofExecution.size === 0) listeners.delete(executionId)
  }
}
