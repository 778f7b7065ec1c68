/** Where an execution stands. The last three are final. */
export type ExecutionStatus =
  'queued' | 'running' | 'waiting_for_input' | 'completed' | 'failed' | 'cancelled'

/** Who runs it: the real agent, or the demo that asks no model. */
export type AgentKind = 'claude' | 'demo'

/** Why an execution failed. */
export type ExecutionErrorCode =
  | 'TIMED_OUT'
  | 'SPAWN_FAILED'
  | 'AGENT_NOT_FOUND'
  | 'AGENT_REFUSED'
  | 'TRUST_REQUIRED'
  | 'AGENT_FAILED'
  | 'AUTH_REQUIRED'
  | 'USAGE_LIMITED'
  | 'OUTPUT_INVALID'
  | 'SKILL_FAILED'
  | 'COST_LIMIT_REACHED'
  | 'INTERRUPTED'

export interface QuestionOption {
  label: string
  description?: string
}

export interface Question {
  /** Unique within its set. */
  id: string
  question: string
  header?: string
  /** Any other text is an answer too. */
  options: QuestionOption[]
  multiSelect: boolean
}

/** All that the agent asked at once. It is answered as a whole and once. */
export interface QuestionSet {
  id: string
  questions: Question[]
}

/** By question id: a list for a multiple choice, a text for everything else. */
export type AnswerValues = Record<string, string | string[]>

export interface AnswerEntry {
  questionSetId: string
  questions: Question[]
  answers: AnswerValues
  message?: string
  requestId?: string
  answeredAt: string
}

/** What the agent said at the end of its last run, with whatever else the skill put there. */
export interface AgentOutput {
  [key: string]: unknown
  status: 'completed' | 'needs_input' | 'error'
  phase?: string
  message?: string
  questions?: {
    [key: string]: unknown
    question: string
    header?: string
    options?: { [key: string]: unknown; label: string; description?: string }[]
    multiSelect?: boolean
  }[]
  artifacts?: { [key: string]: unknown; path: string; action?: string }[]
}

export interface ExecutionError {
  code: ExecutionErrorCode
  message: string
  remedy?: string
  stderrTail?: string
}

/** Tokens over all runs. */
export interface Usage {
  inputTokens: number
  outputTokens: number
  cacheCreationInputTokens: number
  cacheReadInputTokens: number
}

/** One process of an execution: the first, or one after an answer. */
export interface Run {
  attempt: number
  startedAt: string
  endedAt?: string
  exitCode?: number
  signal?: string
  sessionId?: string
  costUsd?: number
  /** Of a run whose cost the agent did not tell: by list prices, from what its session file had used. */
  estimatedCostUsd?: number
  durationMs?: number
  /** Codes of what was odd and changed nothing. */
  warnings?: string[]
}

export interface TimelineEntry {
  at: string
  event:
    | 'accepted'
    | 'run_started'
    | 'input_requested'
    | 'answered'
    | 'stop_requested'
    | 'stop_unproven'
    | 'completed'
    | 'failed'
    | 'cancelled'
    | 'taken_up'
    | 'shortened'
  attempt?: number
  detail?: string
}

/** The receipt of a stop. Without `endedAt` it is not proven that everything is dead. */
export interface StopReceipt {
  reason: 'cancelled' | 'timed_out' | 'lingered' | 'cost_limit'
  requestedAt: string
  signals: { signal: string; at: string }[]
  seen: { pid: number; command: string }[]
  survivors: { pid: number; command: string }[]
  endedAt?: string
}

/** How far a stop has come that is going on. */
export interface StopProgress {
  reason: 'cancelled' | 'timed_out' | 'lingered' | 'cost_limit'
  requestedAt: string
  signals: { signal: string; at: string }[]
  /** Between SIGTERM and SIGKILL. */
  graceMs: number
  /** Processes that are left; absent before the first look. */
  alive?: number
}

/** The whole record. Times are ISO 8601 in UTC, costs US dollars, and what is unknown is absent. */
export interface WorkflowExecution {
  id: string
  schemaVersion: 4
  /** Grows with every change. */
  revision: number
  requestId?: string
  projectId: string
  projectName: string
  projectPath: string
  skill: string
  input?: string
  /** What a follow-up goes on from. */
  continues?: { executionId: string; sessionCostUsd?: number }
  /** The execution that is tried again. */
  retryOf?: string
  agent: AgentKind
  agentVersion?: string
  status: ExecutionStatus
  queuedBecause?: string
  sessionId?: string
  /** Only while it waits for an answer. */
  questionSet?: QuestionSet
  answers: AnswerEntry[]
  output?: AgentOutput
  error?: ExecutionError
  costUsd?: number
  usage?: Usage
  numTurns?: number
  /** Bounds each run; time in the queue or waiting for an answer does not count. */
  timeoutMs: number
  runs: Run[]
  timeline: TimelineEntry[]
  startedAt: string
  updatedAt: string
  completedAt?: string
  cancelledAt?: string
  stop?: StopReceipt
  /** What a file of the earlier system says, word for word. */
  legacy?: Record<string, unknown>
}

/** The record, and what is known of this moment beside it. */
export interface ShownExecution extends WorkflowExecution {
  stopProgress?: StopProgress
}
