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
export function makeRequest(path: string, { method, json, body, headers = {} }: RequestOptions = {}): Request {
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

/** Status, headers and parsed body. */
export async function read<T = ErrorBody>(response: Response | Promise<Response>) {
  const { status, headers, ...rest } = await Promise.resolve(response).then(async (answer) => ({
    status: answer.status,
    headers: answer.headers,
    text: await answer.text(),
  }))
  return { status, headers, body: (rest.text === '' ? undefined : JSON.parse(rest.text)) as T }
}
