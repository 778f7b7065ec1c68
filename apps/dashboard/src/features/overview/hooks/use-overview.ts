'use client'

import { pacedMs } from '../../../lib/polling-pace.ts'
import { usePollingPace } from '../../../lib/use-polling-pace.ts'
import { trpc } from '../../../trpc/client.ts'

/** What a run wrote last changes no record, so the poller of changes knows nothing of it. */
const ACTIVITY_MS = 10_000

/** Everything at a glance. Read again when something changed, and now and then while something runs. */
export function useOverview() {
  const pace = usePollingPace()
  return trpc.workflow.overview.useQuery(
    {},
    {
      refetchInterval: ({ state: { data } }) =>
        data && data.running.length > 0 ? pacedMs(ACTIVITY_MS, pace) : false,
    },
  )
}
