import { WorkflowError } from '@specflow/workflow'
import { readJsonBody } from '../body/read-json-body.ts'
import type { Sessions } from '../session/session.ts'
import { defineRoute, type RouteRequest } from './define-route.ts'
import { respond } from './respond.ts'

/** A new link, for another browser. */
export const sessionLinkRoute = defineRoute({
  POST: async (route) => respond((await requireToken(route)).createLink()),
})

/** A new token; the old one, its links and every browser that was signed in with them are out. */
export const sessionRotateRoute = defineRoute({
  POST: async (route) => respond({ token: await (await requireToken(route)).rotate() }),
})

/** The cookie is not enough: what a page may do must not outlive the page. */
async function requireToken({ request, container: { sessions } }: RouteRequest): Promise<Sessions> {
  if ((await readJsonBody(request)) !== undefined)
    throw new WorkflowError('INVALID_INPUT', 'This takes no body.')
  if (!sessions) {
    throw new WorkflowError(
      'ROUTE_NOT_FOUND',
      'This server runs with SPECFLOW_AUTH=off and has no token: open its address.',
    )
  }
  const authorization = request.headers.get('authorization') ?? undefined
  if (sessions.recognize({ authorization, cookie: undefined }) === 'bearer') return sessions
  throw new WorkflowError(
    'FORBIDDEN',
    'This needs the token itself, as "Authorization: Bearer <token>"; a browser that is signed in is not enough.',
  )
}
