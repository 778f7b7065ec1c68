import type { StatusInput } from '@specflow/workflow/schema'
import { defineRoute } from './define-route.ts'
import { readQueryNumber, readQueryValue } from './query.ts'
import { respondTagged } from './respond-tagged.ts'

export const workflowStatusRoute = defineRoute({
  GET: async ({ request, query, api }) => {
    const input = {
      id: readQueryValue(query, 'id'),
      since: readQueryNumber(query, 'since'),
      wait: readQueryNumber(query, 'wait'),
    }
    return respondTagged(request, await api.workflow.status(input as StatusInput))
  },
})
