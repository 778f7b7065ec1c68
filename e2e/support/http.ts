import { request, type IncomingHttpHeaders } from 'node:http'

export interface HttpResponse {
  status: number
  headers: IncomingHttpHeaders
  text: string
  /** The parsed body; `undefined` when it is not JSON. */
  json: unknown
}

export interface HttpRequest {
  method?: string
  path: string
  headers?: Readonly<Record<string, string>>
  /** Sent as it is, with the headers above and nothing guessed. */
  body?: string | Buffer
  /** Without a declared length. */
  chunked?: boolean
}

/** One request on a connection of its own, through `node:http`, which sends every header as it is given. */
export function httpRequest(origin: string, options: HttpRequest): Promise<HttpResponse> {
  const { body, chunked = false, headers = {}, method = 'GET', path } = options
  const { hostname, port } = new URL(origin)
  const length = body === undefined || chunked ? {} : { 'content-length': String(Buffer.byteLength(body)) }
  return new Promise((resolve, reject) => {
    const outgoing = request(
      { host: hostname, port, method, path, headers: { ...length, ...headers }, agent: false },
      (incoming) => {
        const chunks: Buffer[] = []
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
        incoming.on('error', reject)
        incoming.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8')
          resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, text, json: parse(text) })
        })
      },
    )
    outgoing.on('error', reject)
    outgoing.end(body)
  })
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
