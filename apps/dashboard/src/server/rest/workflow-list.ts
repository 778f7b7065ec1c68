import type { ListInput } from '@specflow/workflow/schema'
import { defineRoute } from './define-route.ts'
import { readQueryList, readQueryNumber, readQueryValue } from './query.ts'
import { respond } from './respond.ts'

export const workflowListRoute = defineRoute({
  GET: async ({ query, api }) => {
    const input = {
      projectId: readQueryValue(query, 'projectId'),
      status: readQueryList(query, 'status'),
      limit: readQueryNumber(query, 'limit'),
      cursor: readQueryValue(query, 'cursor'),
    }
    return respond(await api.workflow.list(input as ListInput))
  },
})
