import { workflowStatusRoute } from '../../../../server/rest/workflow-status.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = workflowStatusRoute
