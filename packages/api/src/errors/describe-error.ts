import { TRPCError } from '@trpc/server'
import { ZodError } from 'zod'
import { redactDeep, type WorkflowError } from '@specflow/workflow'
import type { WorkflowErrorCode } from '@specflow/workflow/schema'
import { ERROR_STATUS } from './error-status.ts'

/** One thing that is wrong with an input. An empty path means the input as a whole. */
export interface InputIssue {
  path: (string | number)[]
  message: string
}

/** All that a caller may learn about an error. */
export interface ErrorDescription {
  code: WorkflowErrorCode
  message: string
  issues?: InputIssue[]
  details?: Record<string, unknown>
}

/** Whatever a caller sends back to itself is cut before it is looked through for secrets, which takes its time. */
const MAX_ISSUES = 50
const MAX_NAME_CHARACTERS = 200
const MAX_MESSAGE_CHARACTERS = 4_000

const UNEXPECTED: ErrorDescription = {
  code: 'INTERNAL',
  message: 'Something went wrong in the server. Its log says what.',
}

/**
 * The one way from whatever was thrown to what is told, without secrets of a known shape that a caller may have put in. An
 * unexpected error is `INTERNAL` and keeps its message to itself.
 */
export function describeError(error: unknown): ErrorDescription {
  return redactDeep(describe(error))
}

function describe(error: unknown): ErrorDescription {
  if (isWorkflowError(error)) return describeWorkflowError(error)
  if (error instanceof ZodError) return describeIssues(error)
  if (error instanceof TRPCError) return describeTRPCError(error)
  return UNEXPECTED
}

/**
 * By name and code, not by class: Next loads one module several times in one process, and the service that throws
 * may be of another copy than the route that catches.
 */
function isWorkflowError(error: unknown): error is WorkflowError {
  return (
    error instanceof Error &&
    error.name === 'WorkflowError' &&
    'code' in error &&
    typeof error.code === 'string' &&
    Object.hasOwn(ERROR_STATUS, error.code)
  )
}

function describeWorkflowError({ code, message, details }: WorkflowError): ErrorDescription {
  if (code === 'INTERNAL') return UNEXPECTED
  return { code, message, ...(details !== undefined && { details }) }
}

function describeIssues(error: ZodError): ErrorDescription {
  const issues = error.issues.slice(0, MAX_ISSUES).map(({ path, message }) => ({
    path: path.map((key) => (typeof key === 'number' ? key : cut(String(key), MAX_NAME_CHARACTERS))),
    message: cut(message, MAX_MESSAGE_CHARACTERS),
  }))
  const sentences = issues.map(({ path, message }) =>
    path.length > 0 ? `${path.join('.')}: ${message}` : message,
  )
  const message = cut(`The input does not fit. ${sentences.join('; ')}`, MAX_MESSAGE_CHARACTERS)
  return { code: 'INVALID_INPUT', message, issues }
}

function cut(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length)}…` : text
}

function describeTRPCError(error: TRPCError): ErrorDescription {
  if (isWorkflowError(error.cause) || error.cause instanceof ZodError) return describe(error.cause)
  // tRPC calls a body or query that is not JSON a bad request like any other.
  const code = error.cause instanceof SyntaxError ? 'MALFORMED_JSON' : CODE_OF_TRPC[error.code]
  return code === undefined ? UNEXPECTED : { code, message: error.message }
}

/** What tRPC refuses by itself, before a procedure runs. Everything else of its own making is unexpected. */
const CODE_OF_TRPC: Partial<Record<TRPCError['code'], WorkflowErrorCode>> = {
  PARSE_ERROR: 'MALFORMED_JSON',
  BAD_REQUEST: 'INVALID_INPUT',
  NOT_FOUND: 'ROUTE_NOT_FOUND',
  METHOD_NOT_SUPPORTED: 'METHOD_NOT_ALLOWED',
  PAYLOAD_TOO_LARGE: 'BODY_TOO_LARGE',
  UNSUPPORTED_MEDIA_TYPE: 'UNSUPPORTED_MEDIA_TYPE',
}
