/** Why a request was refused. `WorkflowError` carries one of these; `packages/api` maps each to a status. */
export const WORKFLOW_ERROR_CODES = [
  'INVALID_INPUT',
  'MALFORMED_JSON',
  'PROJECT_PATH_INVALID',
  'ANSWERS_INVALID',
  'UNAUTHORIZED',
  'FORBIDDEN',
  'EXECUTION_NOT_FOUND',
  'PROJECT_NOT_FOUND',
  'SKILL_NOT_FOUND',
  'ROUTE_NOT_FOUND',
  'METHOD_NOT_ALLOWED',
  'NOT_WAITING',
  'ALREADY_ANSWERED',
  'STALE_QUESTIONS',
  'ALREADY_ENDED',
  'NOT_ENDED',
  'NO_SESSION',
  'PROJECT_PATH_MISSING',
  'AGENT_NOT_FOUND',
  'AGENT_REFUSED',
  'TRUST_REQUIRED',
  'BODY_TOO_LARGE',
  'UNSUPPORTED_MEDIA_TYPE',
  'RATE_LIMITED',
  'INTERNAL',
  'STOP_FAILED',
  'REGISTRY_UNREADABLE',
  'HOST_UNREACHABLE',
  'STORAGE_FULL',
  'STORAGE_UNWRITABLE',
] as const

/** Why an execution ended as `failed`. */
export const EXECUTION_ERROR_CODES = [
  'TIMED_OUT',
  'SPAWN_FAILED',
  'AGENT_NOT_FOUND',
  'AGENT_REFUSED',
  'AGENT_FAILED',
  'AUTH_REQUIRED',
  'USAGE_LIMITED',
  'OUTPUT_INVALID',
  'SKILL_FAILED',
  'INTERRUPTED',
] as const

export type WorkflowErrorCode = (typeof WORKFLOW_ERROR_CODES)[number]
export type ExecutionErrorCode = (typeof EXECUTION_ERROR_CODES)[number]
