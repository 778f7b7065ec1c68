import type { FollowUpInput } from '@specflow/workflow/schema'
import { defineRoute } from './define-route.ts'
import { readKeyedBody } from './idempotency-key.ts'
import { respond } from './respond.ts'

/** The answer of a start, and as there 200 where the request id was known. */
export const workflowFollowUpRoute = defineRoute({
  POST: async ({ request, api }) => {
    const { created, ...execution } = await api.workflow.followUp(
      (await readKeyedBody(request)) as FollowUpInput,
    )
    return respond(execution, created ? 201 : 200)
  },
})
