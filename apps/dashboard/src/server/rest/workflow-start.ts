import type { StartInput } from '@specflow/workflow/schema'
import { defineRoute } from './define-route.ts'
import { readKeyedBody } from './idempotency-key.ts'
import { respond } from './respond.ts'

/** 200 instead of 201 where the request id was known, so that nothing new was started. */
export const workflowStartRoute = defineRoute({
  POST: async ({ request, api }) => {
    // The procedure validates; its input type is what a typed caller sends.
    const { created, ...execution } = await api.workflow.start((await readKeyedBody(request)) as StartInput)
    return respond(execution, created ? 201 : 200)
  },
})
