import type { AnswerInput } from '@specflow/workflow/schema'
import { readJsonBody } from '../body/read-json-body.ts'
import { defineRoute } from './define-route.ts'
import { respond } from './respond.ts'

export const workflowAnswerRoute = defineRoute({
  POST: async ({ request, api }) =>
    respond(await api.workflow.answer((await readJsonBody(request)) as AnswerInput)),
})
