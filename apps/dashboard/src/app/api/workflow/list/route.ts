import { workflowListRoute } from '../../../../server/rest/workflow-list.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = workflowListRoute
