'use client'

import { formatDuration } from '../../../lib/format.ts'
import { useServerClock } from '../../../lib/use-server-clock.tsx'

/** From a moment until another, or until now, by the server's clock. */
export function Elapsed({ since, until }: { since: string; until?: string | undefined }) {
  const text = useServerClock((nowMs) =>
    formatDuration((until === undefined ? nowMs : Date.parse(until)) - Date.parse(since)),
  )
  return <span className="tabular-nums">{text}</span>
}
