import { defineRoute } from './define-route.ts'
import { readReference } from './read-reference.ts'
import { respond } from './respond.ts'

export const workflowCancelRoute = defineRoute({
  POST: async (route) => respond(await route.api.workflow.cancel({ id: await readReference(route) })),
})
