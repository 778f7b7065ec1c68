import type {
  ChangePage,
  ExecutionSummary,
  HealthProblem,
  ListFilter,
  UnreadableRecord,
  WorkflowExecution,
} from '../schema/index.ts'

export interface ListQuery extends ListFilter {
  limit: number
  cursor?: string | undefined
}

/** What an ended run cost, and when it ended. The cost is absent when it is not known; an estimate may be there then. */
export interface RunCost {
  endedAt: string
  costUsd?: number
  estimatedCostUsd?: number
}

/** What is known of an execution without reading its record. Not to be changed. */
export interface IndexedExecution {
  readonly summary: Readonly<ExecutionSummary>
  /** When it ended for good; absent while it has not. */
  readonly endedAt?: string
  /** Runs that it began. */
  readonly attempts: number
  /** Of its runs that have ended. */
  readonly costs: readonly RunCost[]
  /** When its runs began. */
  readonly runStarts: readonly string[]
}

export interface ListPage {
  /** Newest start first. */
  executions: ExecutionSummary[]
  /** `null` at the end. */
  nextCursor: string | null
  /** Records that no list can show, whatever it asks for; on the first page only. */
  unreadable: UnreadableRecord[]
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
  /**
   * What was written or removed since an earlier answer, at most 200 executions; from memory alone. Without `since` only where
   * things stand. Throws `INVALID_INPUT` for a cursor that no store gave.
   */
  changes(since?: string): Promise<ChangePage>
  /** Resolves at the next change, with an id at the next of that execution, and also when `signal` aborts. Never rejects. */
  nextChange(signal: AbortSignal, id?: string): Promise<void>
  /** Every execution, newest start first, from the index in memory. */
  listIndexed(): Promise<readonly IndexedExecution[]>
  /** Every execution that has not ended, oldest first: what `recover` goes through. */
  listUnfinished(): Promise<WorkflowExecution[]>
  /** Ids of the executions that ended before the instant (ISO 8601), oldest start first. */
  listEnded(before: string): Promise<string[]>
  /**
   * Forgets an execution that has ended, with the directories of its runs and its backups; `false`, and nothing is
   * removed, when there is none or it has not ended. A record is removed last, so that nothing is ever left without one.
   */
  remove(id: string): Promise<boolean>
  /** Unreadable or foreign files and other things that an operator should know. */
  problems(): HealthProblem[]
  close(): Promise<void>
}

/** The record was changed by somebody else since it was read. The service reads again and decides again. */
export class RevisionConflict extends Error {
  override readonly name = 'RevisionConflict'
}
