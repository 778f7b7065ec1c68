/** Whether the person has this very page before them: it is visible, and its window is the one they type into. */
export function isLookedAt(): boolean {
  return document.visibilityState === 'visible' && document.hasFocus()
}

/** Calls back when that may have changed. */
export function subscribeToLook(listener: () => void): () => void {
  const abort = new AbortController()
  const { signal } = abort
  window.addEventListener('focus', listener, { signal })
  window.addEventListener('blur', listener, { signal })
  document.addEventListener('visibilitychange', listener, { signal })
  return () => {
    abort.abort()
  }
}
