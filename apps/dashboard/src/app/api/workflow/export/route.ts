import { workflowExportRoute } from '../../../../server/rest/workflow-export.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = workflowExportRoute
