import { defineRoute } from './define-route.ts'
import { readQueryValue } from './query.ts'
import { respond } from './respond.ts'

export const workflowStatusRoute = defineRoute({
  GET: async ({ query, api }) => {
    const input = { id: readQueryValue(query, 'id') }
    return respond(await api.workflow.status(input as { id: string }))
  },
})
