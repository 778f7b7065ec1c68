import type { News } from './news.ts'

/** One for an execution: the next replaces it, and is told as a new one. */
const shown = new Map<string, Notification>()

/** Answers whether it could be shown: some browsers have notifications, and none for a page that is not installed. */
export function showNotification({ executionId, title, body }: Omit<News, 'key'>, open: () => void): boolean {
  const options = { body, tag: `specflow ${executionId}`, renotify: true, icon: '/icon.svg' }
  try {
    const notification = new Notification(title, options)
    shown.set(executionId, notification)
    notification.addEventListener('click', () => {
      window.focus()
      open()
      notification.close()
    })
    notification.addEventListener('close', () => {
      if (shown.get(executionId) === notification) shown.delete(executionId)
    })
    return true
  } catch {
    return false
  }
}

/** When it is no longer so. */
export function withdrawNotification(executionId: string): void {
  shown.get(executionId)?.close()
  shown.delete(executionId)
}
