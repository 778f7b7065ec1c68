import { workflowCancelRoute } from '../../../../server/rest/workflow-cancel.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = workflowCancelRoute
