import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { chooseRequestId, REQUEST_ID_HEADER, withinRequest } from '../request-scope.ts'
import { countedAs } from './counted-as.ts'
import type { RateLimit } from './rate-limit.ts'
import { isApiTarget, type GuardedRequest, type RequestGuard } from './request-guard.ts'
import { sendRefusal, sendSignInPage } from './send-refusal.ts'
import { contentSecurityPolicy, securityHeaders } from './security-headers.ts'

/** Sees every request before Next does, and answers it itself or passes it on. Rejects as `pass` does. */
export type Front = (
  request: IncomingMessage,
  response: ServerResponse,
  pass: () => Promise<void>,
) => Promise<void>

/** Headers by which a client could make Next believe something about the request; only the front may set these. */
const INTERNAL_HEADERS =
  /^(?:x-forwarded-.*|forwarded|x-real-ip|x-middleware-.*|x-invoke-.*|x-matched-path|x-next-.*|x-nonce|content-security-policy)$/

export function createFront(guard: RequestGuard, rateLimit: RateLimit): Front {
  return async (request, response, pass) => {
    const requestId = chooseRequestId(request.headersDistinct[REQUEST_ID_HEADER.toLowerCase()]?.join())
    response.setHeader(REQUEST_ID_HEADER, requestId)
    const nonce = randomBytes(16).toString('base64')
    const policy = contentSecurityPolicy(nonce)
    for (const [name, value] of Object.entries(securityHeaders(policy))) response.setHeader(name, value)

    // What the guard refuses is nobody's who could use up what others need.
    const refusal =
      guard(readRequest(request)) ?? rateLimit(countedAs(request.method ?? '', request.url ?? ''))
    if (refusal) {
      if (refusal.code === 'UNAUTHORIZED' && isNavigation(request)) sendSignInPage(response, nonce)
      else sendRefusal({ request, response, refusal, asJson: isForPrograms(request) })
      return
    }
    for (const name of Object.keys(request.headers)) {
      if (INTERNAL_HEADERS.test(name)) Reflect.deleteProperty(request.headers, name)
    }
    // Next takes the nonce of its own scripts from the policy on the request.
    request.headers['content-security-policy'] = policy
    request.headers['x-nonce'] = nonce
    await withinRequest(requestId, pass)
  }
}

/** Somebody opens an address in a browser; Next's own requests for a page ask for no HTML. */
function isNavigation({ headers, method }: IncomingMessage): boolean {
  return method === 'GET' && headers.rsc === undefined && headers.accept?.includes('text/html') === true
}

function isForPrograms({ headers, url = '' }: IncomingMessage): boolean {
  return isApiTarget(url) || headers.rsc !== undefined
}

function readRequest({ method = '', url = '', headers, rawHeaders }: IncomingMessage): GuardedRequest {
  return {
    method,
    target: url,
    // `headers` keeps the first of two Hosts and says nothing of the second.
    hosts: rawHeaders.filter(
      (_, index) => index % 2 === 1 && rawHeaders[index - 1]?.toLowerCase() === 'host',
    ),
    header: (name) => {
      const value = headers[name]
      return Array.isArray(value) ? value.join(', ') : value
    },
  }
}
