const listeners = new Set<() => void>()
let isOn = false

/** Whether a hidden page goes on asking what changed, slowly, and for nothing else: on where notifications are. */
export function pollsWhileHidden(): boolean {
  return isOn
}

export function setPollsWhileHidden(next: boolean): void {
  if (isOn === next) return
  isOn = next
  for (const listener of listeners) listener()
}

export function subscribeToHiddenPolling(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
