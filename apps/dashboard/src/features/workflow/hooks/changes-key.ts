import { getQueryKey } from '@trpc/react-query'
import { trpc } from '../../../trpc/client.ts'

/** Where the newest answer about changes is kept, and where the server's prefetch puts the first. */
export const CHANGES_KEY = getQueryKey(trpc.workflow.changes, {}, 'query')
