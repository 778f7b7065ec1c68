import type { ListInput } from '@specflow/workflow/schema'
import { readQueryList, readQueryNumber, readQueryValue } from './query.ts'

/** What a list is asked for, as a query says it; the procedure validates. */
export function readListQuery(query: URLSearchParams): ListInput {
  const input = {
    projectId: readQueryValue(query, 'projectId'),
    status: readQueryList(query, 'status'),
    skill: readQueryValue(query, 'skill'),
    text: readQueryValue(query, 'text'),
    startedAfter: readQueryValue(query, 'startedAfter'),
    startedBefore: readQueryValue(query, 'startedBefore'),
    limit: readQueryNumber(query, 'limit'),
    cursor: readQueryValue(query, 'cursor'),
  }
  return input as ListInput
}
