import { defineRoute } from './define-route.ts'
import { readListQuery } from './list-query.ts'
import { respond } from './respond.ts'

export const workflowListRoute = defineRoute({
  GET: async ({ query, api }) => respond(await api.workflow.list(readListQuery(query))),
})
