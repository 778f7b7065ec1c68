// What the browser takes of it must not bring the schemas along: words, limits and tests that need no zod have files of their own.
export { agentOutputSchema, type AgentOutput } from './agent-output.ts'
export {
  answerByLinkInputSchema,
  answerLinkReferenceSchema,
  linkedQuestionsSchema,
  type AnswerByLinkInput,
  type LinkedQuestions,
} from './answer-link.ts'
export {
  changePageSchema,
  changesInputSchema,
  type ActiveCounts,
  type ChangePage,
  type ChangesInput,
} from './changes.ts'
export {
  MAX_FOLDERS,
  browseInputSchema,
  browsedFolderSchema,
  type BrowseInput,
  type BrowsedFolder,
} from './browse.ts'
export {
  changedFileSchema,
  diffInputSchema,
  workingTreeDiffSchema,
  type ChangedFile,
  type DiffInput,
  type WorkingTreeDiff,
} from './diff.ts'
export {
  doctorReportSchema,
  type DoctorCheck,
  type DoctorRepair,
  type DoctorReport,
  type DoctorStatus,
} from './doctor.ts'
export {
  EXECUTION_ERROR_CODES,
  WORKFLOW_ERROR_CODES,
  type ExecutionErrorCode,
  type WorkflowErrorCode,
} from './error-codes.ts'
export { executionErrorCodeSchema } from './execution-error-code.ts'
export {
  EXECUTION_SCHEMA_VERSION,
  agentKindSchema,
  executionErrorSchema,
  executionStatusSchema,
  runSchema,
  stopReceiptSchema,
  usageSchema,
  workflowExecutionSchema,
  type AgentKind,
  type ExecutionError,
  type Run,
  type StopReceipt,
  type Usage,
  type WorkflowExecution,
} from './execution.ts'
export {
  agentStatusSchema,
  healthProblemSchema,
  healthSchema,
  type AgentStatus,
  type Health,
  type HealthProblem,
} from './health.ts'
export { isUuid, projectIdSchema, skillNameSchema, timestampSchema, uuidSchema } from './identifiers.ts'
export {
  answerInputSchema,
  executionReferenceSchema,
  followUpInputSchema,
  listInputSchema,
  retryInputSchema,
  startInputSchema,
  statusInputSchema,
  type AnswerInput,
  type FollowUpInput,
  type ListInput,
  type RetryInput,
  type StartInput,
  type StatusInput,
} from './inputs.ts'
export { MAX_ANSWER_LENGTH, MAX_TIMEOUT_MS, MIN_TIMEOUT_MS } from './limits.ts'
export { listFilterSchema, type ListFilter } from './list-filter.ts'
export { createListMatcher } from './match-list.ts'
export { outputInputSchema, type OutputInput, type OutputStream } from './output.ts'
export {
  overviewInputSchema,
  overviewSchema,
  type Cost,
  type Overview,
  type OverviewInput,
  type ProjectActivity,
} from './overview.ts'
export {
  BROUGHT_KINDS,
  preflightInputSchema,
  preflightSchema,
  type Brought,
  type Preflight,
  type PreflightInput,
} from './preflight.ts'
export {
  projectReferenceSchema,
  projectSchema,
  registerProjectInputSchema,
  skillSchema,
  type Project,
  type RegisterProjectInput,
  type Skill,
} from './project.ts'
export {
  answerEntrySchema,
  answerValuesSchema,
  questionOptionSchema,
  questionSchema,
  questionSetSchema,
  type AnswerEntry,
  type AnswerValues,
  type Question,
  type QuestionOption,
  type QuestionSet,
} from './question.ts'
export {
  allLimitsSchema,
  runLimitsSchema,
  setLimitsInputSchema,
  type AllLimits,
  type RunLimits,
  type SetLimitsInput,
} from './run-limits.ts'
export { RUN_WARNINGS, type RunWarning } from './run-warnings.ts'
export {
  MAX_STATISTICS_DAYS,
  statisticsInputSchema,
  statisticsSchema,
  type Figures,
  type Statistics,
  type StatisticsInput,
} from './statistics.ts'
export { EXECUTION_STATUSES, TERMINAL_STATUSES, isTerminal, type ExecutionStatus } from './status.ts'
export {
  shownExecutionSchema,
  stopProgressSchema,
  type ShownExecution,
  type StopProgress,
} from './stop-progress.ts'
export { executionSummarySchema, summarize, type ExecutionSummary } from './summary.ts'
export {
  MAX_TIMELINE_ENTRIES,
  TIMELINE_EVENTS,
  timelineEntrySchema,
  type TimelineEntry,
  type TimelineEvent,
} from './timeline.ts'
export {
  subAgentIdSchema,
  transcriptEntrySchema,
  transcriptInputSchema,
  transcriptSchema,
  type Transcript,
  type TranscriptEntry,
  type TranscriptInput,
  type TranscriptPage,
} from './transcript.ts'
export { unreadableRecordSchema, type UnreadableCode, type UnreadableRecord } from './unreadable.ts'
