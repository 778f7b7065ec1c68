import './without-eval.ts'
export { agentOutputSchema, type AgentOutput } from './agent-output.ts'
export {
  EXECUTION_ERROR_CODES,
  WORKFLOW_ERROR_CODES,
  executionErrorCodeSchema,
  type ExecutionErrorCode,
  type WorkflowErrorCode,
} from './error-codes.ts'
export {
  EXECUTION_SCHEMA_VERSION,
  TERMINAL_STATUSES,
  agentKindSchema,
  executionErrorSchema,
  executionStatusSchema,
  isTerminal,
  runSchema,
  stopReceiptSchema,
  usageSchema,
  workflowExecutionSchema,
  type AgentKind,
  type ExecutionError,
  type ExecutionStatus,
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
  MAX_ANSWER_LENGTH,
  MAX_TIMEOUT_MS,
  MIN_TIMEOUT_MS,
  answerInputSchema,
  executionReferenceSchema,
  listInputSchema,
  startInputSchema,
  type AnswerInput,
  type ListInput,
  type StartInput,
} from './inputs.ts'
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
export { executionSummarySchema, summarize, type ExecutionSummary } from './summary.ts'
