import type { WorkflowErrorCode } from './schema/index.ts'

export interface WorkflowErrorOptions {
  cause?: unknown
  /** Facts for the caller, JSON only. */
  details?: Record<string, unknown>
}

/** The one class of refusals. A failed *run* is a result, never this. */
export class WorkflowError extends Error {
  override readonly name = 'WorkflowError'
  readonly code: WorkflowErrorCode
  readonly details?: Record<string, unknown>

  constructor(code: WorkflowErrorCode, message: string, options: WorkflowErrorOptions = {}) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined)
    this.code = code
    if (options.details) this.details = options.details
  }
}

/** Said by everybody who looks a project up. */
export function unknownProject(id: string): WorkflowError {
  const shown = JSON.stringify(id.slice(0, 128))
  return new WorkflowError(
    'PROJECT_NOT_FOUND',
    `There is no project ${shown}. List the projects to see their ids.`,
  )
}
