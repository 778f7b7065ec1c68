import type { RegisterProjectInput } from '@specflow/workflow/schema'
import { readJsonBody } from '../body/read-json-body.ts'
import { defineRoute } from './define-route.ts'
import { readReference } from './read-reference.ts'
import { respond } from './respond.ts'

export const projectsRoute = defineRoute({
  GET: async ({ api }) => respond(await api.project.list()),

  POST: async ({ request, api }) => {
    const body = (await readJsonBody(request)) as RegisterProjectInput
    const { created, project } = await api.project.register(body)
    return respond(project, created ? 201 : 200)
  },

  DELETE: async (route) => respond(await route.api.project.remove({ projectId: await readReference(route) })),
})
