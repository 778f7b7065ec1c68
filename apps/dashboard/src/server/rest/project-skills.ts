import { defineRoute } from './define-route.ts'
import { readQueryValue } from './query.ts'
import { respond } from './respond.ts'

export const projectSkillsRoute = defineRoute({
  GET: async ({ query, api }) =>
    respond(await api.project.skills({ projectId: readQueryValue(query, 'projectId') as string })),
})
