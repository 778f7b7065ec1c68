import { workflowFollowUpRoute } from '../../../../server/rest/workflow-follow-up.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = workflowFollowUpRoute
