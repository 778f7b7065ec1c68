import { sessionRotateRoute } from '../../../../server/rest/session-token.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = sessionRotateRoute
