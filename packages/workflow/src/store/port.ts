import type { ExecutionStatus, ExecutionSummary, HealthProblem, WorkflowExecution } from '../schema/index.ts'

export interface ListQuery {
  projectId?: string
  status?: readonly ExecutionStatus[]
  limit: number
  cursor?: string
}

export interface ListPage {
  /** Newest start first. */
  executions: ExecutionSummary[]
  /** `null` at the end. */
  nextCursor: string | null
}

/**
 * Where executions live. Every write is compare-and-set on `revision`: `update` is given the record it was made from,
 * and a record that has moved on is a `RevisionConflict`. A write has happened on disk when the promise resolves; where
 * a disk fails at the last step and a power cut could still undo the write, `problems` says so.
 *
 * Errors: `STORAGE_FULL` (no space), `STORAGE_UNWRITABLE` (anything else that keeps the disk from taking it).
 */
export interface ExecutionStore {
  /** `undefined` when there is none. */
  get(id: string): Promise<WorkflowExecution | undefined>
  /** `undefined` when no execution was started with this request id. */
  findByRequestId(requestId: string): Promise<WorkflowExecution | undefined>
  /** The record must be new (`revision` 0 is written as 1). */
  create(execution: WorkflowExecution): Promise<WorkflowExecution>
  /** Writes `next` if the stored revision still is `next.revision`, and answers it with the revision that follows. */
  update(next: WorkflowExecution): Promise<WorkflowExecution>
  /** From an index in memory; throws `INVALID_INPUT` for a cursor that it did not give. */
  list(query: ListQuery): Promise<ListPage>
  /** Every execution that has not ended, oldest first: what `recover` goes through. */
  listUnfinished(): Promise<WorkflowExecution[]>
  /** Unreadable or foreign files and other things that an operator should know. */
  problems(): HealthProblem[]
  close(): Promise<void>
}

/** The record was changed by somebody else since it was read. The service reads again and decides again. */
export class RevisionConflict extends Error {
  override readonly name = 'RevisionConflict'
}
