import { focusManager } from '@tanstack/react-query'

/** Resolves after the time, and while nobody looks at the page, once somebody does; also when `signal` aborts. */
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
  if (signal.aborted || focusManager.isFocused()) return
  await new Promise<void>((resolve) => {
    const finish = () => {
      unsubscribe()
      resolve()
    }
    const unsubscribe = focusManager.subscribe((isFocused) => {
      if (isFocused) finish()
    })
    signal.addEventListener('abort', finish, { once: true })
  })
}
