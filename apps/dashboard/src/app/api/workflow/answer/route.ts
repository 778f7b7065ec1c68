import { workflowAnswerRoute } from '../../../../server/rest/workflow-answer.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = workflowAnswerRoute
