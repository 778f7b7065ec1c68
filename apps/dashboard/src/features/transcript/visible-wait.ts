/** Resolves after the time, and while nobody can see the page, once somebody can; also when `signal` aborts. */
export async function visibleWait(ms: number, signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer)
        resolve()
      },
      { once: true },
    )
  })
  if (signal.aborted || document.visibilityState === 'visible') return
  await new Promise<void>((resolve) => {
    document.addEventListener(
      'visibilitychange',
      () => {
        resolve()
      },
      { once: true, signal },
    )
    signal.addEventListener('abort', () => {
      resolve()
    })
  })
}
