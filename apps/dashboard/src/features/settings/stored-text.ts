import { ifAllowed } from '../../lib/if-allowed.ts'

const KEY = 'specflow.settings'
const listeners = new Set<() => void>()
/** What the browser did not let us store: it lives as long as the page. */
let unstored: string | undefined

/** The settings of this browser as they are stored; `null` where nobody has changed any. */
export function readStoredText(): string | null {
  return unstored ?? ifAllowed(() => window.localStorage.getItem(KEY)) ?? null
}

/** For all open pages of this browser. */
export function writeStoredText(text: string): void {
  const isStored = ifAllowed(() => {
    window.localStorage.setItem(KEY, text)
    return true
  })
  unstored = isStored ? undefined : text
  for (const listener of listeners) listener()
}

/** Calls back when this page or another of this browser has changed a setting. */
export function subscribeToStoredText(listener: () => void): () => void {
  const abort = new AbortController()
  listeners.add(listener)
  window.addEventListener(
    'storage',
    ({ key }) => {
      // `null` when all of the storage was cleared.
      if (key === KEY || key === null) listener()
    },
    { signal: abort.signal },
  )
  return () => {
    listeners.delete(listener)
    abort.abort()
  }
}
