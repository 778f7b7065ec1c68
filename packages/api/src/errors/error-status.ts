import type { TRPC_ERROR_CODE_KEY } from '@trpc/server'
import type { WorkflowErrorCode } from '@specflow/workflow/schema'

export interface ErrorStatus {
  /** tRPC's nearest code; ours travels beside it as `workflowCode`. */
  trpc: TRPC_ERROR_CODE_KEY
  /** What REST answers. */
  http: number
}

/** What each refusal looks like on the wire. Total, so that a new code does not compile until it has a status. */
export const ERROR_STATUS: Record<WorkflowErrorCode, ErrorStatus> = {
  INVALID_INPUT: { trpc: 'BAD_REQUEST', http: 400 },
  MALFORMED_JSON: { trpc: 'PARSE_ERROR', http: 400 },
  PROJECT_PATH_INVALID: { trpc: 'BAD_REQUEST', http: 400 },
  ANSWERS_INVALID: { trpc: 'BAD_REQUEST', http: 400 },
  UNAUTHORIZED: { trpc: 'UNAUTHORIZED', http: 401 },
  FORBIDDEN: { trpc: 'FORBIDDEN', http: 403 },
  EXECUTION_NOT_FOUND: { trpc: 'NOT_FOUND', http: 404 },
  PROJECT_NOT_FOUND: { trpc: 'NOT_FOUND', http: 404 },
  SKILL_NOT_FOUND: { trpc: 'NOT_FOUND', http: 404 },
  OUTPUT_NOT_FOUND: { trpc: 'NOT_FOUND', http: 404 },
  ANSWER_LINK_NOT_FOUND: { trpc: 'NOT_FOUND', http: 404 },
  ROUTE_NOT_FOUND: { trpc: 'NOT_FOUND', http: 404 },
  METHOD_NOT_ALLOWED: { trpc: 'METHOD_NOT_SUPPORTED', http: 405 },
  NOT_WAITING: { trpc: 'CONFLICT', http: 409 },
  ALREADY_ANSWERED: { trpc: 'CONFLICT', http: 409 },
  STALE_QUESTIONS: { trpc: 'CONFLICT', http: 409 },
  ALREADY_ENDED: { trpc: 'CONFLICT', http: 409 },
  NOT_ENDED: { trpc: 'CONFLICT', http: 409 },
  NO_SESSION: { trpc: 'CONFLICT', http: 409 },
  PROJECT_PATH_MISSING: { trpc: 'CONFLICT', http: 409 },
  AGENT_NOT_FOUND: { trpc: 'PRECONDITION_FAILED', http: 412 },
  AGENT_REFUSED: { trpc: 'PRECONDITION_FAILED', http: 412 },
  TRUST_REQUIRED: { trpc: 'PRECONDITION_FAILED', http: 412 },
  BODY_TOO_LARGE: { trpc: 'PAYLOAD_TOO_LARGE', http: 413 },
  UNSUPPORTED_MEDIA_TYPE: { trpc: 'UNSUPPORTED_MEDIA_TYPE', http: 415 },
  RATE_LIMITED: { trpc: 'TOO_MANY_REQUESTS', http: 429 },
  INTERNAL: { trpc: 'INTERNAL_SERVER_ERROR', http: 500 },
  STOP_FAILED: { trpc: 'SERVICE_UNAVAILABLE', http: 503 },
  REGISTRY_UNREADABLE: { trpc: 'SERVICE_UNAVAILABLE', http: 503 },
  LIMITS_UNREADABLE: { trpc: 'SERVICE_UNAVAILABLE', http: 503 },
  HOST_UNREACHABLE: { trpc: 'SERVICE_UNAVAILABLE', http: 503 },
  STORAGE_FULL: { trpc: 'SERVICE_UNAVAILABLE', http: 507 },
  STORAGE_UNWRITABLE: { trpc: 'SERVICE_UNAVAILABLE', http: 507 },
}
