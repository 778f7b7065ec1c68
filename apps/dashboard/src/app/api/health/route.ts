import { healthRoute } from '../../../server/rest/health.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = healthRoute
