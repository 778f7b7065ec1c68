import { workflowDiffRoute } from '../../../../server/rest/workflow-diff.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = workflowDiffRoute
