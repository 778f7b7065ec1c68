import type { TranscriptInput } from '@specflow/workflow/schema'
import { defineRoute } from './define-route.ts'
import { readQueryNumber, readQueryValue } from './query.ts'
import { respond } from './respond.ts'

export const workflowTranscriptRoute = defineRoute({
  GET: async ({ query, api }) => {
    const input = {
      id: readQueryValue(query, 'id'),
      agentId: readQueryValue(query, 'agentId'),
      callId: readQueryValue(query, 'callId'),
      after: readQueryNumber(query, 'after'),
      before: readQueryNumber(query, 'before'),
    }
    return respond(await api.workflow.transcript(input as TranscriptInput))
  },
})
