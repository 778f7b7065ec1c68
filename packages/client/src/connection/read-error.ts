import { isTRPCClientError } from '@trpc/client'
import type { AppRouter } from '@specflow/api'
import { WorkflowApiError, WorkflowConnectionError, type WorkflowErrorCode } from '../errors.ts'

/** What went wrong, in our terms. What is neither a refusal nor a lost connection is given back as it is. */
export function readError(error: unknown, url: string): unknown {
  if (!isTRPCClientError<AppRouter>(error)) return error
  if (error.cause instanceof WorkflowConnectionError) return error.cause
  const response = error.meta?.response
  if (!isResponse(response)) {
    return new WorkflowConnectionError(url, `The answer of ${url} broke off.`, { cause: error })
  }
  const refusal = error.data
    ? { ...error.data, code: error.data.workflowCode, message: error.message }
    : readPlainRefusal(error.meta?.responseJSON)
  if (refusal === undefined) {
    return new WorkflowConnectionError(url, `What answers at ${url} is no SpecFlow server.`, { cause: error })
  }
  const { code, details, issues, message } = refusal
  return new WorkflowApiError({
    code,
    message,
    issues,
    details,
    status: response.status,
    requestId: response.headers.get('x-request-id') ?? undefined,
    retryAfterMs: readRetryAfter(response.headers.get('retry-after')),
    cause: error,
  })
}

interface Refusal extends Pick<WorkflowApiError, 'message'> {
  code: WorkflowErrorCode
  issues?: WorkflowApiError['issues']
  details?: WorkflowApiError['details']
}

/** What refuses a request before tRPC sees it answers as the REST routes do. */
function readPlainRefusal(body: unknown): Refusal | undefined {
  if (!isObject(body) || !isObject(body.error)) return undefined
  const { code, details, message } = body.error
  if (typeof code !== 'string' || typeof message !== 'string') return undefined
  return { code: code as WorkflowErrorCode, message, ...(isObject(details) && { details }) }
}

/** Of the two forms of the header only seconds are ever sent to us. */
function readRetryAfter(header: string | null): number | undefined {
  return header !== null && /^\d{1,6}$/.test(header) ? Number(header) * 1_000 : undefined
}

/** By its looks: a `fetch` that was given may have a class of its own. */
function isResponse(value: unknown): value is Response {
  return isObject(value) && typeof value.status === 'number' && isObject(value.headers)
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
