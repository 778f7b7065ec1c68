import type { SetLimitsInput } from '@specflow/workflow/schema'
import { readJsonBody } from '../body/read-json-body.ts'
import { defineRoute } from './define-route.ts'
import { respond } from './respond.ts'

export const limitsRoute = defineRoute({
  GET: async ({ api }) => respond(await api.limits.get()),

  PUT: async ({ request, api }) =>
    respond(await api.limits.set((await readJsonBody(request)) as SetLimitsInput)),
})
