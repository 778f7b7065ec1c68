'use client'

import { formatRelative, formatTimestamp } from '../../lib/format.ts'
import { useServerClock } from '../../lib/use-server-clock.tsx'

/** How long ago, by the server's clock; the moment itself is its tooltip. */
export function RelativeTime({ iso }: { iso: string }) {
  const text = useServerClock((nowMs) => formatRelative(iso, nowMs))
  return (
    <time dateTime={iso} title={formatTimestamp(iso)} className="whitespace-nowrap tabular-nums">
      {text}
    </time>
  )
}
