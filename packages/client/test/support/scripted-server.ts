import { createWorkflowClient, type WorkflowClient, type WorkflowClientOptions } from '../../src/index.ts'

/** One request as the server gets it. */
export interface SeenRequest {
  procedure: string
  method: string
  input: Record<string, unknown>
  authorization: string | null
}

/** What is said to one request: an answer of a procedure, a whole response, or nothing because the connection breaks. */
export type Reply = { result: unknown } | Response | 'lost' | 'silence'

export interface ScriptedServer {
  readonly client: WorkflowClient
  readonly seen: SeenRequest[]
}

export const URL_OF_SERVER = 'http://127.0.0.1:4747'

/** A client whose requests are answered from a list, in order; the last reply is for all that come after it. */
export function scriptedServer(
  replies: readonly Reply[],
  options: Partial<WorkflowClientOptions> = {},
): ScriptedServer {
  const seen: SeenRequest[] = []
  const answer = (url: string, init: RequestInit): Promise<Response> => {
    const reply = replies[Math.min(seen.length, replies.length - 1)]
    seen.push(readRequest(new URL(url), init))
    if (reply === undefined || reply === 'lost') return Promise.reject(new TypeError('fetch failed'))
    if (reply === 'silence') return untilAborted(init.signal)
    return Promise.resolve(
      reply instanceof Response ? reply.clone() : jsonResponse(200, { result: { data: reply.result } }),
    )
  }
  return { client: createWorkflowClient({ url: URL_OF_SERVER, fetch: answer, ...options }), seen }
}

export function jsonResponse(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json', ...headers },
  })
}

/** A refusal of a procedure, as the server sends it. */
export function refusal(
  status: number,
  {
    code,
    message = 'No.',
    ...facts
  }: { code: string; message?: string; details?: unknown; issues?: unknown },
  headers: Record<string, string> = {},
): Response {
  const data = { code: 'ANY', httpStatus: status, workflowCode: code, ...facts }
  return jsonResponse(status, { error: { message, code: -32_000, data } }, headers)
}

function readRequest({ pathname, searchParams }: URL, init: RequestInit): SeenRequest {
  const input = typeof init.body === 'string' ? init.body : (searchParams.get('input') ?? '{}')
  return {
    procedure: pathname.replace('/api/trpc/', ''),
    method: init.method ?? 'GET',
    input: JSON.parse(input) as Record<string, unknown>,
    authorization: new Headers(init.headers).get('authorization'),
  }
}

function untilAborted(signal: AbortSignal | null | undefined): Promise<never> {
  return new Promise((_, reject) => {
    const stop = () => {
      reject(new DOMException('aborted', 'AbortError'))
    }
    if (signal?.aborted) stop()
    else signal?.addEventListener('abort', stop)
  })
}
