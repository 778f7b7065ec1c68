import type { ChangesOptions, WorkflowChange } from './changes.ts'
import type {
  DoctorReport,
  ExecutionPage,
  Health,
  Project,
  Skill,
  StartReceipt,
  StoppedAll,
} from './types/answers.ts'
import type { ShownExecution, WorkflowExecution } from './types/execution.ts'
import type {
  AnswerInput,
  FollowUpInput,
  ListInput,
  RegisterProjectInput,
  RetryInput,
  StartInput,
} from './types/inputs.ts'
import type { WaitOptions } from './wait.ts'

export interface CallOptions {
  /** Gives the call up: it rejects with the reason. What the server has begun goes on. */
  signal?: AbortSignal | undefined
  /** So long a server that is away is asked again; by default as the client was told, else 5 s. 0 asks once. */
  retryForMs?: number | undefined
}

/** For what is sent once, whatever happens. */
export type SingleCallOptions = Pick<CallOptions, 'signal'>

/**
 * Every method rejects with a `WorkflowApiError` when the server refuses, a `WorkflowConnectionError` when it is away, and the reason
 * of the signal when it is aborted. What reads, and what has a request id, is tried again while the server is away; nothing else is.
 */
export interface WorkflowClient {
  /** Has a request id in any case, so that a lost answer never starts twice. */
  start(input: StartInput, options?: CallOptions): Promise<StartReceipt>
  /** Goes on with the session of an execution that has ended, as a new one. */
  followUp(input: FollowUpInput, options?: CallOptions): Promise<StartReceipt>
  /** The same again, as a new execution. */
  retry(input: RetryInput, options?: CallOptions): Promise<StartReceipt>
  status(id: string, options?: CallOptions): Promise<ShownExecution>
  /** Until it has ended or asks something, however long that takes. */
  wait(id: string, options?: WaitOptions): Promise<ShownExecution>
  answer(input: AnswerInput, options?: CallOptions): Promise<WorkflowExecution>
  /** Resolves when nothing of the run is alive any more. Cancelling again is harmless. */
  cancel(id: string, options?: SingleCallOptions): Promise<WorkflowExecution>
  /** Cancels everything that is queued or runs; what waits for an answer stays. */
  stopAll(options?: SingleCallOptions): Promise<StoppedAll>
  list(input?: ListInput, options?: CallOptions): Promise<ExecutionPage>
  /** What changes, for as long as it is iterated over. Leaving the loop ends it at the next change; the signal ends it at once. */
  changes(options?: ChangesOptions): AsyncGenerator<WorkflowChange, never, undefined>
  projects(options?: CallOptions): Promise<Project[]>
  /** `created` is false when the path was known. */
  registerProject(
    input: RegisterProjectInput,
    options?: SingleCallOptions,
  ): Promise<{ created: boolean; project: Project }>
  /** Forgets it; its folder and its executions stay. */
  removeProject(projectId: string, options?: SingleCallOptions): Promise<Project>
  skills(projectId: string, options?: CallOptions): Promise<Skill[]>
  health(options?: CallOptions): Promise<Health>
  /** Looks at the installation, which may take seconds. */
  doctor(options?: CallOptions): Promise<DoctorReport>
}
