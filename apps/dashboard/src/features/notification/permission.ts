/** What the browser says to notifications of this address; `unsupported` where there are none. */
export type Permission = NotificationPermission | 'unsupported'

const listeners = new Set<() => void>()

export function readPermission(): Permission {
  return window.isSecureContext && 'Notification' in window ? Notification.permission : 'unsupported'
}

/** Asks the person, by the browser's own prompt, unless they have decided already. To be called by a click. */
export async function askPermission(): Promise<Permission> {
  if (readPermission() === 'default') await Notification.requestPermission()
  for (const listener of listeners) listener()
  return readPermission()
}

/** Calls back when the person decides, here or in the browser's settings. */
export function subscribeToPermission(listener: () => void): () => void {
  const abort = new AbortController()
  listeners.add(listener)
  void listenInBrowser(listener, abort.signal)
  return () => {
    listeners.delete(listener)
    abort.abort()
  }
}

async function listenInBrowser(listener: () => void, signal: AbortSignal): Promise<void> {
  try {
    const status = await navigator.permissions.query({ name: 'notifications' })
    status.addEventListener('change', listener, { signal })
  } catch {
    // Not every browser tells: there it is seen with the next reload.
  }
}
