import { unknownRoute } from '../../../server/rest/unknown-route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = unknownRoute
