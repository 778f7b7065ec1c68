import type { AnswerValues, ExecutionStatus } from './execution.ts'

export interface StartInput {
  projectId: string
  skill: string
  input?: string | undefined
  /** 1,000 to 86,400,000. */
  timeoutMs?: number | undefined
  /** The same id never starts twice. One is made up where there is none. */
  requestId?: string | undefined
  /** The hash of what the project's folder brings, by whoever has read it (`TRUST_REQUIRED` tells it). */
  acknowledge?: string | undefined
}

/** Goes on with the session of an execution that has ended. */
export interface FollowUpInput {
  id: string
  message: string
  timeoutMs?: number | undefined
  requestId?: string | undefined
  /** The hash of what the project's folder brings, by whoever has read it (`TRUST_REQUIRED` tells it). */
  acknowledge?: string | undefined
}

/** The same again, of an execution that has ended. */
export interface RetryInput {
  id: string
  requestId?: string | undefined
  /** The hash of what the project's folder brings, by whoever has read it (`TRUST_REQUIRED` tells it). */
  acknowledge?: string | undefined
}

export interface AnswerInput {
  id: string
  /** Refused as `STALE_QUESTIONS` when other questions are open by now. */
  questionSetId?: string | undefined
  answers: AnswerValues
  /** Adds to the answers and replaces none. */
  message?: string | undefined
  requestId?: string | undefined
  /** The hash of what the project's folder brings, by whoever has read it (`TRUST_REQUIRED` tells it). */
  acknowledge?: string | undefined
}

/** Which executions; what is absent leaves none out. */
export interface ListInput {
  projectId?: string | undefined
  status?: ExecutionStatus[] | undefined
  skill?: string | undefined
  /** Found in skill, project name or the beginning of the input; or the id begins with it. */
  text?: string | undefined
  /** ISO 8601 in UTC: at or after. */
  startedAfter?: string | undefined
  /** ISO 8601 in UTC: before. */
  startedBefore?: string | undefined
  /** 1 to 200; 50 where it is absent. */
  limit?: number | undefined
  /** The `nextCursor` of the page before. */
  cursor?: string | undefined
}

export interface RegisterProjectInput {
  /** Absolute, on the machine of the server. */
  path: string
  name?: string | undefined
}
