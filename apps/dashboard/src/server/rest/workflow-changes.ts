import type { ChangesInput } from '@specflow/workflow/schema'
import { defineRoute } from './define-route.ts'
import { readQueryNumber, readQueryValue } from './query.ts'
import { respond } from './respond.ts'

export const workflowChangesRoute = defineRoute({
  GET: async ({ query, api }) => {
    const input = { since: readQueryValue(query, 'since'), wait: readQueryNumber(query, 'wait') }
    return respond(await api.workflow.changes(input as ChangesInput))
  },
})
