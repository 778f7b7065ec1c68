import { sessionRoute } from '../../../server/rest/session.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = sessionRoute
