export { createDoctor } from './doctor/create-doctor.ts'
export { readDiskSpace } from './doctor/disk-space.ts'
export type { AgentFindings, Doctor, DoctorOptions, DoctorProbes } from './doctor/port.ts'
export { repair, type RepairOptions } from './doctor/repair/repair.ts'
export { WorkflowError, type WorkflowErrorOptions } from './errors.ts'
export { openFileRegistry, type FileRegistryOptions } from './projects/file-registry.ts'
export type { ProjectRegistry } from './projects/port.ts'
export { pruneExecutions, retentionLimit, type PruneOptions } from './retention.ts'
export type { QueueEntry, QueueLimits, RunQueue } from './queue/port.ts'
export { createStoreRunQueue, type StoreRunQueueOptions } from './queue/store-run-queue.ts'
export { isSecretName, redactSecrets } from './redact.ts'
export { createClaudeRunner, type ClaudeRunnerOptions } from './runner/claude-runner.ts'
export type {
  AgentRun,
  AgentRunEnd,
  AgentRunReference,
  AgentRunRequest,
  AgentRunner,
  AgentTask,
  Outcome,
} from './runner/port.ts'
export type { AgentDirectory, ServiceLog, WorkflowService, WorkflowServiceOptions } from './service/port.ts'
export { createWorkflowService } from './service/workflow-service.ts'
export { createFileCatalog, type FileCatalogOptions } from './skills/file-catalog.ts'
export type { SkillCatalog, SkillDefinition } from './skills/port.ts'
export { createGitSnapshots } from './snapshot/git-snapshots.ts'
export type { GitSnapshotOptions } from './snapshot/open-site.ts'
export type { WorkingTreeSnapshots } from './snapshot/port.ts'
export {
  StateDirectoryInUse,
  type IdentityProbe,
  type OwnerIdentity,
} from './state-directory/owner-record.ts'
export {
  openStateDirectory,
  type StateDirectory,
  type StateDirectoryOptions,
} from './state-directory/state-directory.ts'
export { openFileStore, type FileStoreOptions } from './store/file-store.ts'
export { findEndedRecords, type EndedRecord } from './store/find-ended.ts'
export { createFileTranscriptReader, type FileTranscriptReaderOptions } from './transcript/file-reader.ts'
export type { TranscriptReader } from './transcript/port.ts'
export { RevisionConflict, type ExecutionStore, type ListPage, type ListQuery } from './store/port.ts'
