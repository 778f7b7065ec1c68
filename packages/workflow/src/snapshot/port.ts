import type { WorkingTreeDiff } from '../schema/index.ts'

export interface SnapshotReference {
  executionId: string
  /** Of a project that was registered when the execution started. */
  projectPath: string
}

export interface DiffRequest extends SnapshotReference {
  /** Compare with the folder as it is now, and not with the last snapshot. */
  isLive: boolean
  /** Asks for the patch of one file. */
  path?: string
}

/**
 * Remembers how the git working tree of a project looked around the runs of an execution. Neither the folder nor its
 * repository is written to, and nothing that they configure is run. It decides nothing and fails nothing: what cannot be told
 * is a reason.
 */
export interface WorkingTreeSnapshots {
  /** Before the first run: what everything later is compared with. Bounded in time; never rejects. */
  takeFirst(reference: SnapshotReference, signal?: AbortSignal): Promise<void>
  /** After a run: what an execution that is not running is compared with. Does nothing without a first one; as `takeFirst`. */
  takeLast(reference: SnapshotReference, signal?: AbortSignal): Promise<void>
  /** What changed since the first snapshot. Never rejects. */
  diff(request: DiffRequest): Promise<WorkingTreeDiff>
}
