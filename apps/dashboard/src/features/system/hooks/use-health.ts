'use client'

import { pacedMs } from '../../../lib/polling-pace.ts'
import { usePollingPace } from '../../../lib/use-polling-pace.ts'
import { trpc } from '../../../trpc/client.ts'

const INTERVAL_MS = 30_000

/** How the server is, and which agent it runs. */
export function useHealth() {
  const pace = usePollingPace()
  return trpc.system.health.useQuery(undefined, { refetchInterval: pacedMs(INTERVAL_MS, pace) })
}
