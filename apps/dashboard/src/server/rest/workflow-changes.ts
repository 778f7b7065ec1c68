import { defineRoute } from './define-route.ts'
import { readQueryValue } from './query.ts'
import { respond } from './respond.ts'

export const workflowChangesRoute = defineRoute({
  GET: async ({ query, api }) =>
    respond(await api.workflow.changes({ since: readQueryValue(query, 'since') })),
})
