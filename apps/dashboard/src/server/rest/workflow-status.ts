import { defineRoute } from './define-route.ts'
import { readQueryValue } from './query.ts'
import { respond } from './respond.ts'

export const workflowStatusRoute = defineRoute({
  GET: async ({ query, api }) =>
    respond(await api.workflow.status({ id: readQueryValue(query, 'id') as string })),
})
