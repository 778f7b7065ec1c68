import { defineRoute } from './define-route.ts'
import { readQueryValue } from './query.ts'
import { respond } from './respond.ts'

export const workflowDiffRoute = defineRoute({
  GET: async ({ query, api }) => {
    const input = { id: readQueryValue(query, 'id'), path: readQueryValue(query, 'path') }
    return respond(await api.workflow.diff(input as { id: string }))
  },
})
