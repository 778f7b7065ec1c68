import { defineRoute } from './define-route.ts'
import { readListQuery } from './list-query.ts'
import { respondTagged } from './respond-tagged.ts'

export const workflowListRoute = defineRoute({
  GET: async ({ request, query, api }) =>
    respondTagged(request, await api.workflow.list(readListQuery(query))),
})
