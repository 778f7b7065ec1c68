import { WorkflowError } from '@specflow/workflow'
import { defineRoute, type RouteHandler } from './define-route.ts'

const refuse: RouteHandler = ({ request }) => {
  const { pathname } = new URL(request.url)
  throw new WorkflowError(
    'ROUTE_NOT_FOUND',
    `There is no ${pathname}. GET /api/health tells whether this is SpecFlow.`,
  )
}

/** Every path under /api that no other route has. */
export const unknownRoute = defineRoute({
  GET: refuse,
  POST: refuse,
  PUT: refuse,
  PATCH: refuse,
  DELETE: refuse,
  OPTIONS: refuse,
})
