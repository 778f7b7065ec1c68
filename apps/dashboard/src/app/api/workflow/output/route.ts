import { workflowOutputRoute } from '../../../../server/rest/workflow-output.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = workflowOutputRoute
