import { createCaller, describeError } from '@specflow/api'
import { WorkflowError } from '@specflow/workflow'
import { createApiContext } from '../api-context.ts'
import { getContainer, type Container } from '../container-instance.ts'
import { guardRequest } from '../guard/guard-request.ts'
import { respondError } from './respond.ts'

export interface RouteRequest {
  request: Request
  query: URLSearchParams
  container: Container
  /** The procedures, called in this process: REST has no validation and no errors of its own beside them. */
  api: ReturnType<typeof createCaller>
}

export type RouteHandler = (request: RouteRequest) => Response | Promise<Response>

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const

type Method = (typeof METHODS)[number]

/** What a route file exports: an answer to every method. */
export type Route = Record<Method, (request: Request) => Promise<Response>>

export type RouteHandlers = Partial<Record<Exclude<Method, 'HEAD'>, RouteHandler>>

/**
 * A route in the order of checks that every route keeps: guard, method, then what the handler reads. Left to itself,
 * Next answers a wrong method and an error with an empty body.
 */
export function defineRoute(handlers: RouteHandlers): Route {
  const { GET } = handlers
  const withHead = GET ? { ...handlers, HEAD: withoutBody(GET) } : handlers
  return {
    GET: answer(withHead, 'GET'),
    HEAD: answer(withHead, 'HEAD'),
    POST: answer(withHead, 'POST'),
    PUT: answer(withHead, 'PUT'),
    PATCH: answer(withHead, 'PATCH'),
    DELETE: answer(withHead, 'DELETE'),
    OPTIONS: answer(withHead, 'OPTIONS'),
  }
}

function answer(handlers: Partial<Record<Method, RouteHandler>>, method: Method): Route[Method] {
  return async (request) => {
    const container = getContainer()
    try {
      guardRequest(container.guard, request)
      const handle = handlers[method] ?? refuseMethod(method, handlers)
      const query = new URL(request.url).searchParams
      const api = createCaller(createApiContext(container), { signal: request.signal })
      return await handle({ request, query, container, api })
    } catch (error) {
      logOwnFailure(error, request, container)
      return respondError(error, request)
    }
  }
}

function refuseMethod(method: Method, handlers: Partial<Record<Method, RouteHandler>>): never {
  const allowed = METHODS.filter((name) => handlers[name])
  throw new WorkflowError(
    'METHOD_NOT_ALLOWED',
    `${method} is not possible here. Allowed: ${allowed.join(', ')}.`,
    {
      details: { allowed },
    },
  )
}

function withoutBody(get: RouteHandler): RouteHandler {
  return async (request) => {
    const { status, headers } = await get(request)
    return new Response(null, { status, headers })
  }
}

/** What failed inside a procedure was logged there; here it is what failed around it. */
function logOwnFailure(error: unknown, request: Request, { log }: Container): void {
  const isOfProcedure = error instanceof Error && error.name === 'TRPCError'
  if (isOfProcedure || describeError(error).code !== 'INTERNAL') return
  const { pathname } = new URL(request.url)
  log.error({ err: error, method: request.method, path: pathname }, 'a request failed unexpectedly')
}
