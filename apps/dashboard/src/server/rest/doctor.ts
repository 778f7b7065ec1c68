import { defineRoute } from './define-route.ts'
import { respond } from './respond.ts'

export const doctorRoute = defineRoute({
  GET: async ({ api }) => respond(await api.system.doctor()),
})
