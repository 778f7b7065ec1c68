import type { GuardedRequest, RequestGuard } from './request-guard.ts'

/**
 * The guard once more, behind Next: a way round the front would be one way too many.
 * Only the headers are asked for the host; Next writes its own name into `request.url`.
 * @throws WorkflowError why the request is refused.
 */
export function guardRequest(
  guard: RequestGuard,
  { method, headers, url }: Pick<Request, 'method' | 'headers' | 'url'>,
): void {
  const refusal = guard({ method, target: new URL(url).pathname, ...readHeaders(headers) })
  if (refusal) throw refusal
}

/** A page has no request at hand, only its headers. */
export function guardPage(guard: RequestGuard, headers: Pick<Headers, 'get'>): void {
  const refusal = guard({ method: 'GET', target: '/', ...readHeaders(headers) })
  if (refusal) throw refusal
}

function readHeaders(headers: Pick<Headers, 'get'>): Pick<GuardedRequest, 'hosts' | 'header'> {
  const host = headers.get('host')
  return { hosts: host === null ? [] : [host], header: (name) => headers.get(name) ?? undefined }
}
