import { focusManager } from '@tanstack/react-query'
import { isLookedAt, subscribeToLook } from '../lib/look.ts'

/** From now on queries ask only while the person looks at the page, and catch up when they do; answers how to end that. */
export function askWhenLookedAt(): () => void {
  const update = () => {
    focusManager.setFocused(isLookedAt())
  }
  const unsubscribe = subscribeToLook(update)
  update()
  return () => {
    unsubscribe()
    focusManager.setFocused(undefined)
  }
}
