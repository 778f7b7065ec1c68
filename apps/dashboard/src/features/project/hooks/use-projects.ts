'use client'

import { pacedMs } from '../../../lib/polling-pace.ts'
import { usePollingPace } from '../../../lib/use-polling-pace.ts'
import { trpc } from '../../../trpc/client.ts'

const INTERVAL_MS = 15_000

/** Every registered project. The registry is a file that other tools write too, so it is asked for again. */
export function useProjects() {
  const pace = usePollingPace()
  return trpc.project.list.useQuery(undefined, { refetchInterval: pacedMs(INTERVAL_MS, pace) })
}
