export { type ChangesOptions, type WorkflowChange } from './changes.ts'
export { type CallOptions, type SingleCallOptions, type WorkflowClient } from './client.ts'
export { createWorkflowClient, type WorkflowClientOptions } from './create-workflow-client.ts'
export {
  WorkflowApiError,
  WorkflowConnectionError,
  type InputIssue,
  type WorkflowApiErrorOptions,
  type WorkflowErrorCode,
} from './errors.ts'
export type {
  ActiveCounts,
  DoctorReport,
  ExecutionPage,
  ExecutionSummary,
  Health,
  Project,
  Skill,
  StartReceipt,
  StoppedAll,
  UnreadableRecord,
} from './types/answers.ts'
export type {
  AgentKind,
  AgentOutput,
  AnswerEntry,
  AnswerValues,
  ExecutionError,
  ExecutionErrorCode,
  ExecutionStatus,
  Question,
  QuestionOption,
  QuestionSet,
  Run,
  ShownExecution,
  StopProgress,
  StopReceipt,
  TimelineEntry,
  Usage,
  WorkflowExecution,
} from './types/execution.ts'
export type {
  AnswerInput,
  FollowUpInput,
  ListInput,
  RegisterProjectInput,
  RetryInput,
  StartInput,
} from './types/inputs.ts'
export { isEnded, type WaitOptions } from './wait.ts'
