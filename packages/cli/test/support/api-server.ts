import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

export interface ApiServer extends AsyncDisposable {
  readonly url: string
  readonly requests: { path: string; authorization?: string; body: string }[]
}

interface Answer {
  status?: number
  body: unknown
}

/** A server on this machine that answers each path with one thing, and all others with 404. */
export async function apiServer(answers: Readonly<Record<string, Answer>>): Promise<ApiServer> {
  const requests: ApiServer['requests'] = []
  const answer = async (request: IncomingMessage) => {
    const path = new URL(request.url ?? '', 'http://any').pathname
    const { authorization } = request.headers
    requests.push({ path, ...(authorization !== undefined && { authorization }), body: await text(request) })
    return answers[path] ?? { status: 404, body: { error: { code: 'ROUTE_NOT_FOUND', message: 'No.' } } }
  }
  const server = createServer((request, response) => {
    void answer(request).then(({ body, status = 200 }) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    requests,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => {
          resolve()
        })
      }),
  }
}
