import type { ProjectRegistry } from '../projects/port.ts'
import type { RunQueue } from '../queue/port.ts'
import type { AgentRunner } from '../runner/port.ts'
import type {
  AgentKind,
  AgentStatus,
  AnswerInput,
  Health,
  HealthProblem,
  ListInput,
  Project,
  RegisterProjectInput,
  Skill,
  StartInput,
  WorkflowExecution,
} from '../schema/index.ts'
import type { SkillCatalog } from '../skills/port.ts'
import type { ExecutionStore, ListPage } from '../store/port.ts'

/** The use cases. Every refusal is a `WorkflowError`; an execution that failed is an answer, not an error. */
export interface WorkflowService {
  /** `created` is false when the request id was known. */
  start(input: StartInput): Promise<{ execution: WorkflowExecution; created: boolean }>
  get(id: string): Promise<WorkflowExecution>
  list(input: ListInput): Promise<ListPage>
  answer(input: AnswerInput): Promise<WorkflowExecution>
  /** Resolves after the tree is proven dead; idempotent. */
  cancel(id: string): Promise<WorkflowExecution>
  /** Once, at boot: adopts live runs and finishes ended ones from their records. */
  recover(): Promise<void>
  /** Starts nothing any more: what is queued waits for the next server. Answers how many runs are live. */
  drain(): { running: number }
  /** Drains and cancels every live run, as a second Ctrl-C does; answers how many were proven dead. */
  cancelAll(): Promise<{ cancelled: number; failed: number }>
  /** The end: drains and stops watching. Runs go on under their supervisors; answers how many. */
  close(): Promise<{ running: number }>
  health(): Promise<Health>

  listProjects(): Promise<Project[]>
  getProject(id: string): Promise<Project>
  registerProject(input: RegisterProjectInput): Promise<{ project: Project; created: boolean }>
  removeProject(id: string): Promise<Project>
  listSkills(projectId: string): Promise<Skill[]>
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

/** One line per event of note; never an environment, never output of the agent. */
export interface ServiceLog {
  info(fields: Record<string, unknown>, message: string): void
  error(fields: Record<string, unknown>, message: string): void
}

export interface WorkflowServiceOptions {
  store: ExecutionStore
  projects: ProjectRegistry
  skills: SkillCatalog
  queue: RunQueue
  agents: AgentDirectory
  defaultTimeoutMs: number
  about: Pick<Health, 'version' | 'pid' | 'stateDirectory'>
  /** What the host of the service wants said in health beside what the ports say. */
  problems(): HealthProblem[]
  now(): Date
  /** A new UUID. */
  createId(): string
  log: ServiceLog
}
