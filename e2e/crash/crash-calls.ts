import { workflowExecutionSchema } from '@specflow/workflow/schema'
import type { BuiltServer } from '../support/built-server.ts'
import type { HttpResponse } from '../support/http.ts'
import type { History } from './history.ts'

/** Calls to a server that may die of them. What a 2xx says is noted as promised. */
export interface CrashCalls {
  /** The response, or `undefined` when nobody was left to answer. */
  start(input: string, more?: { timeoutMs?: number; requestId?: string }): Promise<HttpResponse | undefined>
  answer(id: string, answer: string, requestId?: string): Promise<HttpResponse | undefined>
  cancel(id: string): Promise<HttpResponse | undefined>
}

export function createCalls(site: {
  server: () => BuiltServer
  projectId: string
  history: History
}): CrashCalls {
  const { history, projectId, server } = site
  const call = async (path: string, body?: unknown) => {
    const { api, exited } = server()
    const response = await api.post(path, body).catch((error: unknown) => ({ error }))
    if (!('error' in response)) return response
    // Only its death excuses a server.
    if ((await exited) === 'SIGKILL') return undefined
    throw response.error
  }
  return {
    start: async (input, more = {}) => {
      const response = await call('/api/workflow/start', { projectId, skill: 'review', input, ...more })
      if (response?.status === 201 || response?.status === 200) {
        history.promises.push({ what: 'started', id: (response.json as { id: string }).id })
      }
      return response
    },
    answer: async (id, answer, requestId) => {
      const response = await call('/api/workflow/answer', { id, answers: { q1: answer }, requestId })
      if (response?.status === 200) {
        const entry = workflowExecutionSchema.parse(response.json).answers.at(-1)
        if (entry) history.promises.push({ what: 'answered', id, entry })
      }
      return response
    },
    cancel: async (id) => {
      const response = await call(`/api/workflow/cancel?id=${id}`)
      if (response?.status === 200) history.promises.push({ what: 'cancelled', id })
      return response
    },
  }
}

/** Nothing runs and nothing waits for a slot; also what follows the end of a run has been done then. */
export async function isIdle({ api }: BuiltServer): Promise<boolean> {
  const { json } = await api.get('/api/health')
  const { runs } = json as { runs: { active: number; queued: number } }
  return runs.active === 0 && runs.queued === 0
}
