import type { AnswerInput } from '@specflow/workflow/schema'
import { defineRoute } from './define-route.ts'
import { readKeyedBody } from './idempotency-key.ts'
import { respond } from './respond.ts'

export const workflowAnswerRoute = defineRoute({
  POST: async ({ request, api }) =>
    respond(await api.workflow.answer((await readKeyedBody(request)) as AnswerInput)),
})
