'use client'

import { useEffect, type RefObject } from 'react'

/** Submits the form by Ctrl or Cmd and Enter from any of its fields. */
export function useSubmitKey(formRef: RefObject<HTMLFormElement | null>): void {
  useEffect(() => {
    const form = formRef.current
    form?.addEventListener('keydown', submit)
    return () => form?.removeEventListener('keydown', submit)

    function submit(event: KeyboardEvent) {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      // A held key is one press.
      if (!event.repeat) form?.requestSubmit()
    }
  }, [formRef])
}
