'use client'

import { useEffect, useEffectEvent } from 'react'
import { isFreeKey } from '../is-free-key.ts'
import { createKeyReader } from '../read-keys.ts'
import type { ShortcutAction } from '../shortcuts.ts'
import { useShortcutsOn } from './use-shortcuts-on.ts'

/** Calls back with what a pressed key is the shortcut of, unless shortcuts are off. */
export function useShortcuts(act: (action: ShortcutAction) => void): void {
  const [on] = useShortcutsOn()
  const onAction = useEffectEvent(act)
  useEffect(() => {
    if (!on) return
    const read = createKeyReader()
    window.addEventListener('keydown', listen)
    return () => {
      window.removeEventListener('keydown', listen)
    }

    function listen(event: KeyboardEvent) {
      if (!isFreeKey(event)) return
      const action = read(event.key, event.timeStamp)
      if (action === undefined || action === 'prefix') return
      // Only rows are walked through by a held key.
      const walks = action.type === 'next-row' || action.type === 'previous-row'
      if (event.repeat && !walks) return
      event.preventDefault()
      onAction(action)
    }
  }, [on])
}
