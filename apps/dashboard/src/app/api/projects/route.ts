import { projectsRoute } from '../../../server/rest/projects.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = projectsRoute
