export { openFileAcknowledgements } from './acknowledgements/file-acknowledgements.ts'
export { createFileCostMeters, type FileCostMetersOptions } from './cost/file-meters.ts'
export type { CostMeter, CostMeters, MeteredRun } from './cost/port.ts'
export { createAnswerLinks, type AnswerLinks } from './answer-links/answer-links.ts'
export { openAnswerLinkFile } from './answer-links/link-file.ts'
export { createDoctor } from './doctor/create-doctor.ts'
export { readDiskSpace } from './doctor/disk-space.ts'
export type { AgentFindings, Doctor, DoctorOptions, DoctorProbes } from './doctor/port.ts'
export { repair, type RepairOptions } from './doctor/repair/repair.ts'
export { WorkflowError, type WorkflowErrorOptions } from './errors.ts'
export { openFileLimits, type FileLimitsOptions } from './limits/file-limits.ts'
export type { LimitsScope, LimitsStore } from './limits/port.ts'
export { openFileRegistry, type FileRegistryOptions } from './projects/file-registry.ts'
export type { ProjectRegistry } from './projects/port.ts'
export { pruneExecutions, retentionLimit, type PruneOptions } from './retention.ts'
export type { QueueEntry, QueueLimits, RunQueue } from './queue/port.ts'
export { createStoreRunQueue, type StoreRunQueueOptions } from './queue/store-run-queue.ts'
export { isSecretName, redactSecrets } from './redact.ts'
export { redactDeep } from './redact-deep.ts'
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
export type {
  AgentDirectory,
  ExecutionMove,
  ServiceLog,
  WorkflowService,
  WorkflowServiceOptions,
} from './service/port.ts'
export { queueEntryOf } from './service/queue-entry.ts'
export { createWorkflowService } from './service/workflow-service.ts'
export { createFileCatalog, type FileCatalogOptions } from './skills/file-catalog.ts'
export type { SkillCatalog, SkillDefinition } from './skills/port.ts'
export { createGitSnapshots } from './snapshot/git-snapshots.ts'
export type { GitSnapshotOptions } from './snapshot/open-site.ts'
export type { WorkingTreeSnapshots } from './snapshot/port.ts'
export { findOwner } from './state-directory/owner-lock.ts'
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
export { ensureToken, readToken, replaceToken } from './state-directory/token-file.ts'
export { openFileStore, type FileStoreOptions } from './store/file-store.ts'
export { findEndedRecords, type EndedRecord } from './store/find-ended.ts'
export { createFileTranscriptReader, type FileTranscriptReaderOptions } from './transcript/file-reader.ts'
export type { TranscriptReader } from './transcript/port.ts'
export { RevisionConflict, type ExecutionStore, type ListPage, type ListQuery } from './store/port.ts'
export type { Webhooks } from './webhooks/port.ts'
export { readWebhookSettings } from './webhooks/read-settings.ts'
export { openWebhooks } from './webhooks/webhooks.ts'
