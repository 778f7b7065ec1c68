import type { RetryInput } from '@specflow/workflow/schema'
import { defineRoute } from './define-route.ts'
import { readKeyedBody } from './idempotency-key.ts'
import { respond } from './respond.ts'

/** The answer of a start, and as there 200 where the request id was known. */
export const workflowRetryRoute = defineRoute({
  POST: async ({ request, api }) => {
    const { created, ...execution } = await api.workflow.retry((await readKeyedBody(request)) as RetryInput)
    return respond(execution, created ? 201 : 200)
  },
})
