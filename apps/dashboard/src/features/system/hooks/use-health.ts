'use client'

import { trpc } from '../../../trpc/client.ts'

const INTERVAL_MS = 30_000

/** How the server is, and which agent it runs. */
export function useHealth() {
  return trpc.system.health.useQuery(undefined, { refetchInterval: INTERVAL_MS })
}
