'use client'

import { trpc } from '../../../trpc/client.ts'

const INTERVAL_MS = 15_000

/** Every registered project. The registry is a file that other tools write too, so it is asked for again. */
export function useProjects() {
  return trpc.project.list.useQuery(undefined, { refetchInterval: INTERVAL_MS })
}
