import { ORIGIN } from './container.ts'

export interface RequestOptions {
  method?: string
  /** Sent as JSON. */
  json?: unknown
  /** Sent as it is. */
  body?: string | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>
  headers?: Record<string, string>
}

/** A request as Next hands it to a route, with the Host that the guard asks for. */
export function makeRequest(
  path: string,
  { method, json, body, headers = {} }: RequestOptions = {},
): Request {
  const content = json === undefined ? body : JSON.stringify(json)
  return new Request(`${ORIGIN}${path}`, {
    method: method ?? (content === undefined ? 'GET' : 'POST'),
    headers: {
      host: new URL(ORIGIN).host,
      ...(content !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(content !== undefined && { body: content, duplex: 'half' }),
  })
}

export interface ErrorBody {
  error: { code: string; message: string; issues?: unknown; details?: Record<string, unknown> }
}

export interface ReadAnswer<T> {
  status: number
  headers: Headers
  /** Absent when the body is empty. */
  body: T
}

/** Status, headers and parsed body. */
export async function read<T = ErrorBody>(response: Response | Promise<Response>): Promise<ReadAnswer<T>> {
  const answer = await response
  const text = await answer.text()
  return {
    status: answer.status,
    headers: answer.headers,
    body: (text === '' ? undefined : JSON.parse(text)) as T,
  }
}
