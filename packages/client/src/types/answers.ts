import type { InputIssue, WorkflowErrorCode } from '../errors.ts'
import type { AgentKind, ExecutionErrorCode, ExecutionStatus } from './execution.ts'

/** What a start, a follow-up or a retry answers. */
export interface StartReceipt {
  /** False when the request id was known: nothing was started anew. */
  created: boolean
  id: string
  status: ExecutionStatus
  projectId: string
  skill: string
  agent: AgentKind
  startedAt: string
}

/** One line of a list. A preview is one line of at most 160 characters. */
export interface ExecutionSummary {
  id: string
  projectId: string
  projectName: string
  skill: string
  status: ExecutionStatus
  revision: number
  agent: AgentKind
  startedAt: string
  updatedAt: string
  completedAt?: string
  costUsd?: number
  errorCode?: ExecutionErrorCode
  questionCount?: number
  questionPreview?: string
  waitingSince?: string
  runStartedAt?: string
  inputPreview?: string
  continuesId?: string
  retryOf?: string
}

/** A record that a list cannot show; `message` says what to do. */
export interface UnreadableRecord {
  file: string
  code: 'RECORD_QUARANTINED' | 'RECORD_UNREADABLE' | 'RECORD_NEWER'
  message: string
}

/** Newest first. `nextCursor` is null at the end. */
export interface ExecutionPage {
  executions: ExecutionSummary[]
  nextCursor: string | null
  /** On the first page only. */
  unreadable: UnreadableRecord[]
}

/** How many executions have not ended, over all projects. */
export interface ActiveCounts {
  queued: number
  running: number
  waiting_for_input: number
}

/** What stopping everything came to. What was not stopped may be alive: ask again. What ended by itself meanwhile is in neither. */
export interface StoppedAll {
  stopped: string[]
  notStopped: {
    id: string
    error: {
      code: WorkflowErrorCode
      message: string
      issues?: InputIssue[]
      details?: Record<string, unknown>
    }
  }[]
}

/** A registered directory; `path` is its real path. */
export interface Project {
  id: string
  name: string
  path: string
  registeredAt: string
}

/** What a project can run; `source` says whose file it is. */
export interface Skill {
  name: string
  description: string
  source: 'project' | 'user'
  argumentHint?: string
}

/** `ok` says whether a start can work; `problems` also has what does not stand in its way. */
export interface Health {
  ok: boolean
  version: string
  pid: number
  agent: { kind: AgentKind; path?: string; version?: string }
  stateDirectory: string
  runs: { active: number; queued: number }
  problems: { code: string; message: string; remedy: string }[]
}

/** The installation, examined. `ok`: no check is a problem. */
export interface DoctorReport {
  ok: boolean
  checks: {
    id: string
    title: string
    status: 'ok' | 'warning' | 'problem'
    detail: string
    remedy?: string
    fixable: boolean
  }[]
  repairs?: { check: string; done: string }[]
}
