'use client'

import { useEffect, useEffectEvent } from 'react'
import { isPaletteKey } from '../is-palette-key.ts'

/** What no palette is opened above: it would hide what it is about. */
const DIALOGS = '[role="dialog"]:not([data-palette]), [role="alertdialog"]'

/** Calls back when Ctrl or Cmd K is pressed, also in a field: the browser would go to its own search. */
export function usePaletteKey(onPress: () => void): void {
  const press = useEffectEvent(onPress)
  useEffect(() => {
    window.addEventListener('keydown', listen)
    return () => {
      window.removeEventListener('keydown', listen)
    }

    function listen(event: KeyboardEvent) {
      if (!isPaletteKey(event)) return
      event.preventDefault()
      if (!event.repeat && document.querySelector(DIALOGS) === null) press()
    }
  }, [])
}
