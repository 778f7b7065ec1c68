export interface Toast {
  kind: 'success' | 'info' | 'error'
  text: string
}

const waiting: Toast[] = []
const listeners = new Set<() => void>()
let isWanted = false

/** Says in a corner of the page what has just happened. What shows it is loaded with the first one. */
export const toast = {
  success: (text: string) => add({ kind: 'success', text }),
  info: (text: string) => add({ kind: 'info', text }),
  error: (text: string) => add({ kind: 'error', text }),
}

/** Those that nobody has shown yet, each only once. */
export function takeToasts(): Toast[] {
  return waiting.splice(0)
}

/** Whether there was ever one. */
export function isToasterWanted(): boolean {
  return isWanted
}

export function subscribeToToasts(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function add(next: Toast): void {
  waiting.push(next)
  isWanted = true
  for (const listener of listeners) listener()
}
