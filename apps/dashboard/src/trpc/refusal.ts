import { isTRPCClientError } from '@trpc/client'
import type { AppRouter } from '@specflow/api'
import type { WorkflowErrorCode } from '@specflow/workflow/schema'

/** What the server said when it refused. */
export interface Refusal {
  code: WorkflowErrorCode
  message: string
  details?: Record<string, unknown>
}

/** `undefined` when there was no answer of the server's: it is down, or something else answered in its place. */
export function readRefusal(error: unknown): Refusal | undefined {
  if (!isTRPCClientError<AppRouter>(error)) return undefined
  if (!error.data) return readGuardRefusal(error.meta?.responseJSON)
  const { workflowCode: code, details } = error.data
  return { code, message: error.message, ...(details !== undefined && { details }) }
}

/** Whether asking again may help: no answer, or one that blames the server. */
export function isTransient(error: unknown): boolean {
  const refusal = readRefusal(error)
  return refusal === undefined || TRANSIENT_CODES.includes(refusal.code)
}

const TRANSIENT_CODES: readonly WorkflowErrorCode[] = [
  'INTERNAL',
  'RATE_LIMITED',
  'REGISTRY_UNREADABLE',
  'HOST_UNREACHABLE',
]

/** What refuses a request before tRPC sees it answers in the shape of the REST adapter. */
function readGuardRefusal(body: unknown): Refusal | undefined {
  if (!isObject(body) || !isObject(body.error)) return undefined
  const { code, message } = body.error
  if (typeof code !== 'string' || typeof message !== 'string') return undefined
  // As in an answer of tRPC: one that this page does not know is looked up as that, and the list of all is not loaded for it.
  return { code: code as WorkflowErrorCode, message }
}

/** By hand, because zod would be a fifth of all that the first page loads. */
function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
