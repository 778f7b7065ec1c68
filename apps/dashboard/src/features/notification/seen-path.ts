import { isLookedAt, subscribeToLook } from '../../lib/look.ts'

const PREFIX = 'specflow.seen '

/** Lets every tab know while the person looks at this one, which shows `path`; answers how to end that. */
export function announceSeenPath(path: string): () => void {
  let release: (() => void) | undefined
  const leave = () => {
    release?.()
    release = undefined
  }
  const update = () => {
    if (!isLookedAt()) leave()
    else release ??= hold(PREFIX + path)
  }
  const unsubscribe = subscribeToLook(update)
  update()
  return () => {
    unsubscribe()
    leave()
  }
}

/** Whether the person looks at `path`, in whichever tab. */
export async function isPathSeen(path: string): Promise<boolean> {
  if (isLookedAt() && window.location.pathname === path) return true
  if (!('locks' in navigator)) return false
  const { held = [] } = await navigator.locks.query()
  return held.some(({ name }) => name === PREFIX + path)
}

/** A lock goes with its tab, however that ends: nothing is left behind of one that crashed. */
function hold(name: string): () => void {
  let release: (() => void) | undefined
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  if ('locks' in navigator) void navigator.locks.request(name, { mode: 'shared' }, () => released)
  return () => release?.()
}
