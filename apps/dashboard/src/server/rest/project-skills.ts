import { defineRoute } from './define-route.ts'
import { readQueryValue } from './query.ts'
import { respond } from './respond.ts'

export const projectSkillsRoute = defineRoute({
  GET: async ({ query, api }) => {
    const input = { projectId: readQueryValue(query, 'projectId') }
    return respond(await api.project.skills(input as { projectId: string }))
  },
})
