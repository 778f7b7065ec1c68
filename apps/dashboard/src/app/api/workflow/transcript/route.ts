import { workflowTranscriptRoute } from '../../../../server/rest/workflow-transcript.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = workflowTranscriptRoute
