/** `looking`: only while the person looks at the page. */
export const POLLING_PACES = ['normal', 'calm', 'looking'] as const
export type PollingPace = (typeof POLLING_PACES)[number]

const CALM_FACTOR = 3
const listeners = new Set<() => void>()
let current: PollingPace = 'normal'

/** How often the open page asks the server, as the person wants it. */
export function pollingPace(): PollingPace {
  return current
}

export function setPollingPace(next: PollingPace): void {
  if (current === next) return
  current = next
  for (const listener of listeners) listener()
}

export function subscribeToPollingPace(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** An interval at this pace. */
export function pacedMs(intervalMs: number, pace: PollingPace): number {
  return pace === 'calm' ? intervalMs * CALM_FACTOR : intervalMs
}
