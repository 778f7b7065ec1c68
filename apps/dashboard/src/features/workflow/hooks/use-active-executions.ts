'use client'

import { trpc } from '../../../trpc/client.ts'
import { ACTIVE_EXECUTIONS_INPUT } from '../list-inputs.ts'
import { listInterval } from './list-interval.ts'

/** Every execution that has not ended, whatever its age, so that no open question is overlooked. */
export function useActiveExecutions() {
  return trpc.workflow.list.useQuery(ACTIVE_EXECUTIONS_INPUT, {
    refetchInterval: ({ state: { data } }) => listInterval(data?.executions ?? []),
  })
}
