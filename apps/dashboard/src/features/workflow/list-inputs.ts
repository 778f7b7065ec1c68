import type { ExecutionStatus } from '@specflow/workflow/schema'

/** What the lists ask for: the page that is prefetched on the server and the hook in the browser must ask for the same. */
export const EXECUTIONS_PER_PAGE = 50

const ACTIVE_STATUSES: ExecutionStatus[] = ['queued', 'running', 'waiting_for_input']

export const ACTIVE_EXECUTIONS_INPUT = { status: ACTIVE_STATUSES, limit: 200 }
