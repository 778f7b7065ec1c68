import { workflowRetryRoute } from '../../../../server/rest/workflow-retry.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = workflowRetryRoute
