/** The codes of refusals; a newer server may know more. */
export type WorkflowErrorCode =
  | 'INVALID_INPUT'
  | 'MALFORMED_JSON'
  | 'PROJECT_PATH_INVALID'
  | 'ANSWERS_INVALID'
  | 'UNAUTHORIZED'
  | 'FORBIDDEN'
  | 'EXECUTION_NOT_FOUND'
  | 'PROJECT_NOT_FOUND'
  | 'SKILL_NOT_FOUND'
  | 'OUTPUT_NOT_FOUND'
  | 'ANSWER_LINK_NOT_FOUND'
  | 'ROUTE_NOT_FOUND'
  | 'METHOD_NOT_ALLOWED'
  | 'NOT_WAITING'
  | 'ALREADY_ANSWERED'
  | 'STALE_QUESTIONS'
  | 'ALREADY_ENDED'
  | 'NOT_ENDED'
  | 'NO_SESSION'
  | 'PROJECT_PATH_MISSING'
  | 'AGENT_NOT_FOUND'
  | 'AGENT_REFUSED'
  | 'TRUST_REQUIRED'
  | 'BODY_TOO_LARGE'
  | 'UNSUPPORTED_MEDIA_TYPE'
  | 'RATE_LIMITED'
  | 'INTERNAL'
  | 'STOP_FAILED'
  | 'REGISTRY_UNREADABLE'
  | 'LIMITS_UNREADABLE'
  | 'HOST_UNREACHABLE'
  | 'STORAGE_FULL'
  | 'STORAGE_UNWRITABLE'

/** One thing that is wrong with an input. An empty path means the input as a whole. */
export interface InputIssue {
  path: (string | number)[]
  message: string
}

export interface WorkflowApiErrorOptions {
  code: WorkflowErrorCode
  message: string
  status: number
  issues?: InputIssue[] | undefined
  details?: Record<string, unknown> | undefined
  requestId?: string | undefined
  retryAfterMs?: number | undefined
  cause?: unknown
}

/** The server refused, and says why. */
export class WorkflowApiError extends Error {
  override readonly name = 'WorkflowApiError'
  readonly code: WorkflowErrorCode
  /** Of the HTTP answer. */
  readonly status: number
  readonly issues: InputIssue[] | undefined
  /** The facts of the refusal, such as the answer that was there first. */
  readonly details: Record<string, unknown> | undefined
  /** Names the request in the log of the server. */
  readonly requestId: string | undefined
  /** When the server wants to be asked again. */
  readonly retryAfterMs: number | undefined

  constructor({ cause, message, ...facts }: WorkflowApiErrorOptions) {
    super(message, { cause })
    this.code = facts.code
    this.status = facts.status
    this.issues = facts.issues
    this.details = facts.details
    this.requestId = facts.requestId
    this.retryAfterMs = facts.retryAfterMs
  }
}

/** Nothing that is SpecFlow answered: the server is away, or something else is at its address. */
export class WorkflowConnectionError extends Error {
  override readonly name = 'WorkflowConnectionError'
  /** What was asked for. */
  readonly url: string

  constructor(url: string, message: string, options?: { cause?: unknown }) {
    super(message, options)
    this.url = url
  }
}
