import { toErrorBody } from '@specflow/api'
import { SlowBodyError } from '../body/read-json-body.ts'
import { retryAfter } from '../retry-after.ts'

export function respond(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return Response.json(body, { status, headers: { 'Cache-Control': 'no-store', ...headers } })
}

/** The one error body. Where a request may be refused before its body was read, the connection ends with the answer. */
export function respondError(error: unknown, request: Request): Response {
  const { status, body } = toErrorBody(error)
  const isUnread = request.body !== null && STATUSES_BEFORE_BODY.includes(status)
  const isSlow = error instanceof SlowBodyError
  return respond(body, isSlow ? error.httpStatus : status, {
    ...(Array.isArray(body.error.details?.allowed) && { Allow: body.error.details.allowed.join(', ') }),
    ...retryAfter(body.error),
    ...((isUnread || isSlow) && { Connection: 'close' }),
  })
}

const STATUSES_BEFORE_BODY = [401, 403, 404, 405, 413, 415]
