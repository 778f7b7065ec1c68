'use client'

import { useEffect, useEffectEvent } from 'react'

interface EarlyKeys {
  onType: (change: (text: string) => string) => void
  onEnter: () => void
  onEscape: () => void
}

/** While a field is wanted and not there yet, what is typed goes to it all the same, and to nothing else. */
export function useEarlyKeys(waiting: boolean, { onType, onEnter, onEscape }: EarlyKeys): void {
  const take = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const { key } = event
    if (key === 'Escape') onEscape()
    else if (key === 'Enter') onEnter()
    else if (key === 'Backspace') onType((text) => text.slice(0, -1))
    else if (key.length === 1) onType((text) => text + key)
    else return
    event.preventDefault()
    event.stopPropagation()
  })
  useEffect(() => {
    if (!waiting) return
    const listener = (event: KeyboardEvent) => take(event)
    window.addEventListener('keydown', listener, { capture: true })
    return () => {
      window.removeEventListener('keydown', listener, { capture: true })
    }
  }, [waiting])
}
