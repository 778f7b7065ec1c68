import {
  workflowExecutionSchema,
  type ExecutionStatus,
  type WorkflowExecution,
} from '@specflow/workflow/schema'
import type { HttpRequest, HttpResponse } from './http.ts'
import { until } from './until.ts'

const UNTIL_STATUS_MS = 30_000

/** The REST adapter as a script uses it. What is not said to succeed answers the response as it is. */
export interface Api {
  get(path: string): Promise<HttpResponse>
  post(path: string, body?: unknown): Promise<HttpResponse>
  delete(path: string): Promise<HttpResponse>
  /** Registers a directory; answers the project's id. */
  register(path: string): Promise<string>
  /** Starts a skill; answers the execution's id. */
  start(body: {
    projectId: string
    skill: string
    input?: string
    timeoutMs?: number
    acknowledge?: string
  }): Promise<string>
  status(id: string): Promise<WorkflowExecution>
  answer(id: string, answers: Record<string, string | string[]>, message?: string): Promise<WorkflowExecution>
  cancel(id: string): Promise<WorkflowExecution>
  /** Polls the status until it is this one; rejects at once when the execution ends otherwise. */
  untilStatus(id: string, status: ExecutionStatus): Promise<WorkflowExecution>
}

export function createApi(request: (options: HttpRequest) => Promise<HttpResponse>): Api {
  const get = (path: string) => request({ path })
  const post = (path: string, body?: unknown) =>
    request({
      method: 'POST',
      path,
      ...(body !== undefined && {
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json' },
      }),
    })
  const status = async (id: string) =>
    readExecution(await get(`/api/workflow/status?id=${encodeURIComponent(id)}`))
  return {
    get,
    post,
    delete: (path) => request({ method: 'DELETE', path }),
    register: async (path) => readId(await post('/api/projects', { path })),
    start: async (body) => readId(await post('/api/workflow/start', body)),
    status,
    answer: async (id, answers, message) =>
      readExecution(
        await post('/api/workflow/answer', { id, answers, ...(message !== undefined && { message }) }),
      ),
    cancel: async (id) => readExecution(await post(`/api/workflow/cancel?id=${id}`)),
    untilStatus: (id, wanted) => untilStatus(status, { id, wanted }),
  }
}

async function untilStatus(
  status: Api['status'],
  { id, wanted }: { id: string; wanted: ExecutionStatus },
): Promise<WorkflowExecution> {
  let last: WorkflowExecution | undefined
  const found = await until(
    async () => {
      last = await status(id)
      return last.status === wanted || isEnded(last) ? last : undefined
    },
    { what: `the execution ${id} to be ${wanted}`, timeoutMs: UNTIL_STATUS_MS },
  ).catch((cause: unknown) => {
    throw new Error(`The execution ${id} is not ${wanted}: ${JSON.stringify(last, null, 2)}`, { cause })
  })
  if (found.status !== wanted) {
    throw new Error(`The execution ${id} is not ${wanted}: ${JSON.stringify(found, null, 2)}`)
  }
  return found
}

function isEnded({ status }: WorkflowExecution): boolean {
  return status === 'completed' || status === 'failed' || status === 'cancelled'
}

/** The answer is read with the schema that reads the file: what a client is promised is what is stored. */
function readExecution(response: HttpResponse): WorkflowExecution {
  requireSuccess(response)
  return workflowExecutionSchema.parse(response.json)
}

function readId(response: HttpResponse): string {
  requireSuccess(response)
  const { json } = response
  if (typeof json === 'object' && json !== null && 'id' in json && typeof json.id === 'string') return json.id
  throw new Error(`The answer has no id: ${response.text}`)
}

function requireSuccess({ status, text }: HttpResponse): void {
  if (status < 200 || status > 299) throw new Error(`The server answered ${String(status)}: ${text}`)
}
