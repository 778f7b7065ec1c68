import { once } from 'node:events'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import type { WorkflowService } from '@specflow/workflow'
import { createFrontServer, type Behind } from '../../../front/http-server.mjs'
import { createFront } from '../../../src/server/guard/front.ts'
import { createRateLimit } from '../../../src/server/guard/rate-limit.ts'
import { createRequestGuard } from '../../../src/server/guard/request-guard.ts'
import { addressesOf } from '../../../src/server/session/addresses.ts'
import type { Route } from '../../../src/server/rest/define-route.ts'
import { unknownRoute } from '../../../src/server/rest/unknown-route.ts'
import { workflowStartRoute } from '../../../src/server/rest/workflow-start.ts'
import { provideTestContainer } from './container.ts'

export interface FrontServer extends AsyncDisposable {
  port: number
  server: Server
  behind: Behind
  /** What came through to Next. */
  passed: IncomingMessage[]
  /** What kept a request from being answered. */
  failures: unknown[]
}

/** The front on a free port, with routes of the real kind behind it in place of Next. */
export async function startFrontServer(useCases: Partial<WorkflowService> = {}): Promise<FrontServer> {
  const behind: Behind = {}
  const server = createFrontServer(behind)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  provideTestContainer(useCases, { port })
  const passed: IncomingMessage[] = []
  const failures: unknown[] = []
  behind.application = {
    front: createFront(
      createRequestGuard({ addresses: addressesOf('127.0.0.1', port, []) }),
      createRateLimit({ requestsPerSecond: 500, now: () => 0 }),
    ),
    origin: `http://127.0.0.1:${String(port)}`,
    notes: [],
    reportFailure: (error) => failures.push(error),
    drain: () => ({ running: 0 }),
    cancelAll: () => Promise.resolve({ cancelled: 0, failed: 0 }),
    close: () => Promise.resolve(),
  }
  behind.handle = async (request, response) => {
    passed.push(request)
    await answerLikeNext(request, response)
  }
  return {
    port,
    server,
    behind,
    passed,
    failures,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

async function answerLikeNext(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { method = 'GET', url = '/' } = request
  if (!url.startsWith('/api')) {
    response.writeHead(200, { 'Content-Type': 'text/html' }).end('a page')
    return
  }
  const route = url.startsWith('/api/workflow/start') ? workflowStartRoute : unknownRoute
  const answer = await route[method as keyof Route](toRequest(request))
  response.writeHead(answer.status, Object.fromEntries(answer.headers))
  response.end(Buffer.from(await answer.arrayBuffer()))
}

function toRequest(request: IncomingMessage): Request {
  const { method = 'GET', url = '/', headers } = request
  const pairs = Object.entries(headers).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]],
  )
  const isReading = method === 'GET' || method === 'HEAD'
  // As Next does: the host of the URL is the server's own, whatever was asked for.
  return new Request(`http://localhost${url}`, {
    method,
    headers: pairs,
    ...(!isReading && { body: Readable.toWeb(request) as ReadableStream, duplex: 'half' }),
  })
}
