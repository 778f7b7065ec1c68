import { workflowChangesRoute } from '../../../../server/rest/workflow-changes.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = workflowChangesRoute
