'use client'

import { useCallback, useId, useMemo, useState } from 'react'
import { flushSync } from 'react-dom'

const FILES_AT_ONCE = 100

export interface OpenFiles {
  /** How many files of the list are shown. */
  shown: number
  showMore(): void
  isOpen(path: string): boolean
  setOpen(path: string, open: boolean): void
  /** Of the button of the file that stands at this place of the list. */
  buttonId(index: number): string
  /** Opens the file at this place and goes there. */
  reveal(path: string, index: number): void
}

/** Which changed files are shown and open; kept beside the list, so that others can lead into it. */
export function useOpenFiles(): OpenFiles {
  const prefix = useId()
  const [shown, setShown] = useState(FILES_AT_ONCE)
  const [open, setOpenPaths] = useState<ReadonlySet<string>>(new Set())
  const setOpen = useCallback((path: string, isOpen: boolean) => {
    setOpenPaths((before) => {
      const after = new Set(before)
      if (isOpen) after.add(path)
      else after.delete(path)
      return after
    })
  }, [])

  return useMemo(() => {
    const buttonId = (index: number) => `${prefix}-${String(index)}`
    return {
      shown,
      showMore: () => {
        setShown(shown + FILES_AT_ONCE)
      },
      isOpen: (path) => open.has(path),
      setOpen,
      buttonId,
      reveal: (path, index) => {
        // Only what is on the page can have the focus.
        flushSync(() => {
          setOpen(path, true)
          setShown(Math.max(shown, index + 1))
        })
        document.getElementById(buttonId(index))?.focus()
      },
    }
  }, [open, prefix, setOpen, shown])
}
