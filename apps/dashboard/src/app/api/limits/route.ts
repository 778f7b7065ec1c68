import { limitsRoute } from '../../../server/rest/limits.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = limitsRoute
