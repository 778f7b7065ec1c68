import type { KeyboardEvent } from 'react'

/** Ctrl or Cmd and Enter in a text area sends its form; Enter alone is a line break. */
export function submitOnCommandEnter(event: KeyboardEvent<HTMLTextAreaElement>) {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
  event.preventDefault()
  event.currentTarget.form?.requestSubmit()
}
