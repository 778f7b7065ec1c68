'use client'

import { useEffect, useEffectEvent, useRef } from 'react'
import { flushSync } from 'react-dom'
import { isPaletteKey } from '../../palette/is-palette-key.ts'
import { isFreeKey } from '../is-free-key.ts'

/**
 * Keeps the keys that are pressed before their handler is there, asks for it with the first of them, and presses them
 * again once it is. Answers a function that presses a key as a person would.
 */
export function useFirstKeys(isThere: boolean, load: () => Promise<boolean>): (event: KeyboardEvent) => void {
  const kept = useRef<KeyboardEvent[]>([])

  /** Also between the render of the handler and its effects, when it is there and does not listen yet. */
  function remember(event: KeyboardEvent) {
    kept.current.push(event)
    if (isThere || kept.current.length > 1) return
    void load().then((loaded) => {
      if (!loaded) kept.current = []
    })
  }

  const keep = useEffectEvent((event: KeyboardEvent) => {
    // What follows the palette's key is typed into it.
    const isForPalette = isPaletteKey(event) || kept.current.some(isPaletteKey)
    if (!isForPalette && (!isFreeKey(event) || event.key.length !== 1)) return
    if (isForPalette) {
      event.preventDefault()
      event.stopPropagation()
    }
    remember(event)
  })

  function press(event: KeyboardEvent) {
    if (isThere) window.dispatchEvent(event)
    else remember(event)
  }

  useEffect(() => {
    if (isThere) {
      // Each is rendered before the next is pressed: what one opens, the next may be meant for.
      queueMicrotask(() => {
        for (const { key, ctrlKey, metaKey } of kept.current.splice(0))
          flushSync(() => window.dispatchEvent(new KeyboardEvent('keydown', { key, ctrlKey, metaKey })))
      })
      return
    }
    const listener = (event: KeyboardEvent) => {
      keep(event)
    }
    window.addEventListener('keydown', listener, { capture: true })
    return () => {
      window.removeEventListener('keydown', listener, { capture: true })
    }
  }, [isThere])

  return press
}
