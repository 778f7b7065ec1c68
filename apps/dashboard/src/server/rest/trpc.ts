import { fetchRequestHandler } from '@trpc/server/adapters/fetch'
import { appRouter, describeError } from '@specflow/api'
import { createApiContext } from '../api-context.ts'
import { readJsonText } from '../body/read-json-body.ts'
import { guardRequest } from '../guard/guard-request.ts'
import { retryAfter } from '../retry-after.ts'
import { defineRoute, type RouteRequest } from './define-route.ts'

const MAX_BATCH_SIZE = 20

/** tRPC itself has no limit on a body, and takes forms that a page of another site may send. */
export const trpcRoute = defineRoute({
  GET: (route) => callProcedures(route, route.request),
  POST: async (route) => {
    const { url, method, headers, signal } = route.request
    const body = await readJsonText(route.request)
    return callProcedures(route, new Request(url, { method, headers, signal, body: body ?? null }))
  },
})

function callProcedures({ container }: RouteRequest, request: Request): Promise<Response> {
  return fetchRequestHandler({
    endpoint: '/api/trpc',
    req: request,
    router: appRouter,
    // Asked here too: procedures are reached by this context alone, whatever becomes of what is around it.
    createContext: ({ req }) => {
      guardRequest(container.guard, req)
      return createApiContext(container)
    },
    maxBatchSize: MAX_BATCH_SIZE,
    responseMeta: ({ errors }) => ({
      headers: new Headers({ 'Cache-Control': 'no-store', ...retryAfter(...errors.map(describeError)) }),
    }),
  })
}
