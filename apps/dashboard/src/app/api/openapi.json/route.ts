import { openApiRoute } from '../../../server/rest/openapi.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = openApiRoute
