import { describeError, type ErrorDescription } from './describe-error.ts'
import { ERROR_STATUS } from './error-status.ts'

export interface ErrorAnswer {
  /** HTTP status. */
  status: number
  body: { error: ErrorDescription }
}

/** How REST, and whatever refuses before it, answers an error. */
export function toErrorBody(error: unknown): ErrorAnswer {
  const description = describeError(error)
  return { status: ERROR_STATUS[description.code].http, body: { error: description } }
}
