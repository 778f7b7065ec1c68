import { z } from 'zod'
import { readJsonBody } from '../body/read-json-body.ts'
import { defineRoute } from './define-route.ts'
import { respond } from './respond.ts'

const bodySchema = z.strictObject({}).optional()

export const workflowStopAllRoute = defineRoute({
  POST: async ({ api, request }) => {
    bodySchema.parse(await readJsonBody(request))
    return respond(await api.workflow.stopAll())
  },
})
