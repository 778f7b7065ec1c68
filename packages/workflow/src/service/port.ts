import type { Acknowledgements } from '../acknowledgements/port.ts'
import type { CostMeters } from '../cost/port.ts'
import type { LimitsStore } from '../limits/port.ts'
import type { ExecutionEventType } from '../execution/transition.ts'
import type { ProjectRegistry } from '../projects/port.ts'
import type { RunQueue } from '../queue/port.ts'
import type { AgentRunner } from '../runner/port.ts'
import type {
  AgentKind,
  AgentStatus,
  AllLimits,
  AnswerInput,
  ChangePage,
  ChangesInput,
  DiffInput,
  BrowseInput,
  BrowsedFolder,
  ExecutionStatus,
  FollowUpInput,
  Health,
  HealthProblem,
  ListInput,
  OutputInput,
  Overview,
  OverviewInput,
  Preflight,
  PreflightInput,
  Project,
  RegisterProjectInput,
  RetryInput,
  SetLimitsInput,
  ShownExecution,
  Skill,
  StartInput,
  StatusInput,
  Statistics,
  StatisticsInput,
  Transcript,
  TranscriptInput,
  WorkflowExecution,
  WorkingTreeDiff,
} from '../schema/index.ts'
import type { SkillCatalog } from '../skills/port.ts'
import type { WorkingTreeSnapshots } from '../snapshot/port.ts'
import type { ExecutionStore, ListPage } from '../store/port.ts'
import type { TranscriptReader } from '../transcript/port.ts'

/** The use cases. Every refusal is a `WorkflowError`; an execution that failed is an answer, not an error. */
export interface WorkflowService {
  /** `created` is false when the request id was known. */
  start(input: StartInput): Promise<{ execution: WorkflowExecution; created: boolean }>
  /** Goes on with the session of an execution that has ended, as a new execution; `created` as for a start. */
  followUp(input: FollowUpInput): Promise<{ execution: WorkflowExecution; created: boolean }>
  /** Tries an execution that has ended once more, as a new execution; `created` as for a start. */
  retry(input: RetryInput): Promise<{ execution: WorkflowExecution; created: boolean }>
  /** The record, with what is known of this moment beside it. */
  get(id: string): Promise<ShownExecution>
  /** As `get`, kept back until the revision is not the one that is known any more; an aborted `signal` ends the wait. */
  status(input: StatusInput, signal?: AbortSignal): Promise<ShownExecution>
  list(input: ListInput): Promise<ListPage>
  /** Everything at a glance: what needs somebody, what goes on, what ended lately, and what it costs. */
  overview(input: OverviewInput): Promise<Overview>
  /** Runs, outcomes and costs of the last days. */
  statistics(input: StatisticsInput): Promise<Statistics>
  /** What changed since an earlier answer: what keeps lists up to date without reading them again. Kept back as `status` is. */
  changes(input: ChangesInput, signal?: AbortSignal): Promise<ChangePage>
  /** What changed in the git working tree since the first run began; a reason in words where that cannot be told. */
  diff(input: DiffInput): Promise<WorkingTreeDiff>
  /** What a run has printed so far; `OUTPUT_NOT_FOUND` when there is none. */
  output(input: OutputInput): Promise<RunOutput>
  answer(input: AnswerInput): Promise<WorkflowExecution>
  /** Resolves after the tree is proven dead; idempotent. */
  cancel(id: string): Promise<WorkflowExecution>
  /** Cancels everything that is queued or runs, and leaves what waits for an answer; answers what of it could not be stopped. */
  stopAll(): Promise<StoppedAll>
  /** What may be spent. Throws `LIMITS_UNREADABLE`. */
  limits(): Promise<AllLimits>
  /** Puts the limits of one scope in place of those that it had; they hold at once, also for what runs. */
  setLimits(input: SetLimitsInput): Promise<AllLimits>
  /** Once, at boot: adopts live runs and finishes ended ones from their records. */
  recover(): Promise<void>
  /** Forgets what ended more than so many days ago, with everything that belongs to it; answers how many. */
  prune(days: number): Promise<number>
  /** Starts nothing any more: what is queued waits for the next server. Answers how many runs are live. */
  drain(): { running: number }
  /** Drains and cancels every live run, as a second Ctrl-C does; answers how many were proven dead. */
  cancelAll(): Promise<{ cancelled: number; failed: number }>
  /** The end: drains and stops watching. Runs go on under their supervisors; answers how many. */
  close(): Promise<{ running: number }>
  health(): Promise<Health>
  /** What the agent wrote down of the session, part by part; for display only. */
  transcript(input: TranscriptInput): Promise<Transcript>

  listProjects(): Promise<Project[]>
  getProject(id: string): Promise<Project>
  /** The folders in a folder of this machine, to choose one to register. */
  browse(input: BrowseInput): Promise<BrowsedFolder>
  registerProject(input: RegisterProjectInput): Promise<{ project: Project; created: boolean }>
  removeProject(id: string): Promise<Project>
  listSkills(projectId: string): Promise<Skill[]>
  /** What a start would run now, and what the repository itself brings. */
  preflight(input: PreflightInput): Promise<Preflight>
}

/** The text of one stream of a run, without secrets of a known shape. It is read as its parts are taken. */
export interface RunOutput {
  attempt: number
  parts: AsyncIterable<string>
}

/** What became of everything that was queued or ran. */
export interface StoppedAll {
  /** Ids of what is cancelled now, the runs proven dead. */
  stopped: string[]
  notStopped: { id: string; error: unknown }[]
}

/** Which agent runs what. */
export interface AgentDirectory {
  /** The agent for a new execution of this project. Throws `AGENT_NOT_FOUND` or `AGENT_REFUSED` with the remedy. */
  forStart(project: Project): Promise<AgentRunner>
  /** The agent that began an execution goes on with it. */
  forKind(kind: AgentKind): AgentRunner
  status(): Promise<AgentStatus>
  problems(): Promise<HealthProblem[]>
}

/** One line per transition and per event of note; never an environment, never output of the agent. */
export interface ServiceLog {
  info(fields: Record<string, unknown>, message: string): void
  error(fields: Record<string, unknown>, message: string): void
}

/** A transition that is stored. */
export interface ExecutionMove {
  event: 'accepted' | ExecutionEventType
  /** `null` for an execution that is new. */
  from: ExecutionStatus | null
  /** As it is now; not to be changed. */
  execution: Readonly<WorkflowExecution>
}

export interface WorkflowServiceOptions {
  store: ExecutionStore
  acknowledgements: Acknowledgements
  projects: ProjectRegistry
  skills: SkillCatalog
  queue: RunQueue
  agents: AgentDirectory
  transcripts: TranscriptReader
  snapshots: WorkingTreeSnapshots
  limits: LimitsStore
  costMeters: CostMeters
  defaultTimeoutMs: number
  about: Pick<Health, 'version' | 'pid' | 'stateDirectory'>
  /** What the host of the service wants said in health beside what the ports say. */
  problems(): HealthProblem[]
  now(): Date
  /** Resolves after so many milliseconds, and rejects when `signal` aborts first; keeps no process alive. By default the system's timer. */
  wait?(ms: number, signal: AbortSignal): Promise<void>
  /** A new UUID. */
  createId(): string
  log: ServiceLog
  /** Told of every transition once it is stored, within the call that made it. What it throws is logged and changes nothing. */
  onMove?(move: ExecutionMove): void
}
