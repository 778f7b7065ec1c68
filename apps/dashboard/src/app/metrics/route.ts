import { metricsRoute } from '../../server/rest/metrics.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = metricsRoute
