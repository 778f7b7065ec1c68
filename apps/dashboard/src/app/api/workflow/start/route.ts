import { workflowStartRoute } from '../../../../server/rest/workflow-start.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = workflowStartRoute
