import type {
  AgentKind,
  AgentOutput,
  AgentStatus,
  AnswerEntry,
  ExecutionError,
  HealthProblem,
  OutputStream,
  StopProgress,
  StopReceipt,
} from '../schema/index.ts'
import type { RunEnd } from '../execution/run-end.ts'
import type { SkillDefinition } from '../skills/port.ts'

/** What the agent is told: a skill to begin with, answers to go on with, or a message to a session that had ended. */
export type AgentTask =
  | { kind: 'first'; skill: SkillDefinition; input?: string }
  | { kind: 'resume'; sessionId: string; answer: AnswerEntry }
  | { kind: 'follow_up'; sessionId: string; message: string }

export interface AgentRunRequest {
  executionId: string
  /** 1 for the first run; each run has a directory of its own. */
  attempt: number
  projectPath: string
  task: AgentTask
  timeoutMs: number
}

/** Names a run that an earlier server may have begun. */
export interface AgentRunReference {
  executionId: string
  attempt: number
  /** Of an execution that goes on with the session of another, so that its first run resumes one too. */
  isFollowUp?: boolean
}

/** One process of the agent. */
export interface AgentCommand {
  executable: string
  arguments: string[]
  cwd: string
}

/** A living process that has a session of the agent's open. */
export interface SessionHolder {
  sessionId: string
  pid: number
  /** The execution whose run the process belongs to; absent for one that is none of ours, such as one in a terminal. */
  executionId?: string
}

/** How a run ended for the execution; decided by one pure function from the exit record and the output. */
export type Outcome =
  | { kind: 'completed'; output: AgentOutput }
  | { kind: 'needs_input'; output: AgentOutput }
  | { kind: 'cancelled'; output?: AgentOutput }
  | { kind: 'failed'; error: ExecutionError; output?: AgentOutput }

/** Everything that the service writes down about an ended run. */
export interface AgentRunEnd extends RunEnd {
  outcome: Outcome
  stop?: StopReceipt
}

/** Why a run is stopped; a cancel when nothing is said. */
export interface StopCause {
  reason: 'cancelled' | 'cost_limit'
  /** Which limit, and what had been spent. */
  detail?: string
}

export interface AgentRun {
  /** `true` once the run is a process, `false` when it never will be. Never rejects. */
  readonly claimed: Promise<boolean>
  /** Never rejects. Settles when nothing of the run is alive. */
  readonly ended: Promise<AgentRunEnd>
  /**
   * Stops the run and proves it; idempotent. `'already_ended'` when it had ended by itself before the stop was on disk.
   * A receipt without `endedAt` means that it could not be proven. Throws `STORAGE_FULL` or `STORAGE_UNWRITABLE` when
   * the stop could not be written down: nothing was stopped then, and stopping can be tried again. The first stop decides how the
   * run ends, also where another comes with another reason.
   */
  stop(because?: StopCause): Promise<StopReceipt | 'already_ended'>
  /** How far a stop has come; `undefined` while nobody asked for one. */
  stopProgress(): StopProgress | undefined
  /** Stops watching and leaves the run alone. */
  detach(): void
}

/** Runs one kind of agent. */
export interface AgentRunner {
  readonly kind: AgentKind
  /** From what was asked before: starts no process and waits for none. Without a version until the agent was asked. */
  status(): Promise<AgentStatus>
  /** As `status`, from what was asked before. */
  problems(): Promise<HealthProblem[]>
  /** Asks the agent for what `status` and `problems` tell, unless that is known. Refuses nothing. */
  probe(): Promise<void>
  /** Asks as `probe` does, and throws `AGENT_NOT_FOUND` or `AGENT_REFUSED` when a start cannot work; called before anything is written. */
  ensureReady(): Promise<void>
  /**
   * Who has one of these sessions open now, ended processes never: also a first run, whose session only the agent knows
   * until it ends. The agent itself would let two runs go on with one session, and lose what one of them did.
   */
  findSessionHolders(sessionIds: readonly string[]): Promise<SessionHolder[]>
  /** When a run wrote anything last (ISO 8601); `undefined` when that is not known. Looks at files, and reads none. */
  lastActivity(reference: AgentRunReference): Promise<string | undefined>
  /**
   * What a run has printed so far, without secrets of a known shape, in parts that are read as they are asked for; `undefined` when
   * nothing is kept of it.
   */
  streamOutput(reference: AgentRunReference, stream: OutputStream): Promise<AsyncIterable<string> | undefined>
  /** The process of a first run in this folder, made as `start` makes it. Throws as `ensureReady`. */
  firstCommand(projectPath: string): Promise<AgentCommand>
  /** The session that the live run of an execution has open; `undefined` while the agent has not said so. */
  findOpenSession(executionId: string): Promise<string | undefined>
  /** Throws as `ensureReady`, and `STORAGE_FULL` or `STORAGE_UNWRITABLE` when the run's directory cannot be written. */
  start(request: AgentRunRequest): Promise<AgentRun>
  /** `'unclaimed'` when no process ever took the attempt. */
  recover(reference: AgentRunReference): Promise<AgentRun | 'unclaimed'>
}
