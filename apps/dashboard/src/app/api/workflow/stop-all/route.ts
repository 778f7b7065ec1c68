import { workflowStopAllRoute } from '../../../../server/rest/workflow-stop-all.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = workflowStopAllRoute
