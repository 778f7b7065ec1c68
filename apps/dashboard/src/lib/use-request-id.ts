'use client'

import { useRef } from 'react'

/**
 * One id for one content: sending the same form again, by a double click or after a lost answer, carries the same id,
 * and the server does it once. A form that was changed in between is a new request.
 */
export function useRequestId(): (content: unknown) => string {
  const last = useRef<{ content: string; id: string }>(undefined)
  return (value) => {
    const content = JSON.stringify(value)
    if (last.current?.content !== content) last.current = { content, id: crypto.randomUUID() }
    return last.current.id
  }
}
