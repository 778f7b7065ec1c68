import { unknownProject } from '../errors.ts'
import type { AgentStatus, Health, HealthProblem, ListInput } from '../schema/index.ts'
import { summarizeDays } from '../statistics/summarize-days.ts'
import type { ListPage } from '../store/port.ts'
import { answerExecution } from './answer.ts'
import { browseFolders } from './browse.ts'
import { cancelExecution } from './cancel.ts'
import { createContext, type ServiceContext } from './context.ts'
import { readDiff } from './diff.ts'
import { createCostWatch } from './cost-watch.ts'
import { createDispatch } from './dispatch.ts'
import { followUpExecution } from './follow-up.ts'
import { setLimits } from './limits.ts'
import { cancelAllRuns, closeService, drainService } from './lifecycle.ts'
import { readOutput } from './output.ts'
import { readOverview } from './overview.ts'
import type { WorkflowService, WorkflowServiceOptions } from './port.ts'
import { readPreflight } from './preflight.ts'
import { pruneEnded } from './prune.ts'
import { recoverExecutions } from './recover.ts'
import { retryExecution } from './retry.ts'
import { requireProject, startExecution } from './start.ts'
import { stopAllExecutions } from './stop-all.ts'
import { getExecution, readChanges, readStatus } from './status.ts'
import { readTranscript } from './transcript.ts'

/** The use cases over the given ports. Nothing runs before `recover` was called. */
export function createWorkflowService(options: WorkflowServiceOptions): WorkflowService {
  const own = createContext(options)
  const base = { ...own, costWatch: createCostWatch(own) }
  const context: ServiceContext = { ...base, dispatch: createDispatch(base) }
  const { projects, skills } = options
  return {
    start: (input) => startExecution(context, input),
    followUp: (input) => followUpExecution(context, input),
    retry: (input) => retryExecution(context, input),
    get: (id) => getExecution(context, id),
    status: (input, signal) => readStatus(context, input, signal),
    list: (input) => listExecutions(context, input),
    changes: (input, signal) => readChanges(context, input, signal),
    overview: (input) => readOverview(context, input),
    statistics: async (input) => summarizeDays(await context.store.listIndexed(), input, context.now()),
    diff: (input) => readDiff(context, input),
    output: (input) => readOutput(context, input),
    answer: (input) => answerExecution(context, input),
    cancel: (id) => cancelExecution(context, id),
    stopAll: () => stopAllExecutions(context),
    limits: () => context.limits.read(),
    setLimits: (input) => setLimits(context, input),
    recover: () => recoverExecutions(context),
    prune: (days) => pruneEnded(context, days),
    drain: () => drainService(context),
    cancelAll: () => cancelAllRuns(context),
    close: () => closeService(context),
    health: () => readHealth(context),
    transcript: (input) => readTranscript(context, input),

    listProjects: () => projects.list(),
    getProject: (id) => requireProject(context, id),
    browse: (input) => browseFolders(context, input),
    registerProject: (input) => projects.register(input),
    preflight: (input) => readPreflight(context, input),
    removeProject: (id) => projects.remove(id),
    listSkills: async (projectId) => {
      const found = await skills.list((await requireProject(context, projectId)).path)
      return found.map(
        ({ invocation: _invocation, body: _body, hooks: _hooks, unread: _unread, ...skill }) => skill,
      )
    },
  }
}

/** The executions of a removed project stay listed; an id that neither a project nor an execution has is an error. */
async function listExecutions(context: ServiceContext, input: ListInput): Promise<ListPage> {
  const { projectId } = input
  const page = await context.store.list(input)
  if (page.executions.length > 0 || projectId === undefined) return page
  if (await context.projects.get(projectId)) return page
  const ever = await context.store.list({ projectId, limit: 1 })
  if (ever.executions.length > 0) return page
  throw unknownProject(projectId)
}

async function readHealth(context: ServiceContext): Promise<Health> {
  const { about, acknowledgements, agents, limits, projects, queue, store } = context
  const [agent, runs, ...found] = await Promise.all([
    agents.status(),
    queue.counts(),
    agents.problems(),
    projects.problems(),
    acknowledgements.problems(),
    limits.problems(),
  ])
  const unrecovered = [...context.unrecovered].map(unrecoveredProblem)
  const problems = [...context.problems(), ...found.flat(), ...store.problems(), ...unrecovered]
  return { ok: !problems.some(({ code }) => preventsStarts(code, agent)), ...about, agent, runs, problems }
}

/** Without the agent's command the demo agent still runs the sample project. */
function preventsStarts(code: string, { kind, path }: AgentStatus): boolean {
  if (code === 'AGENT_NOT_FOUND') return kind === 'claude' && path === undefined
  return [
    'REGISTRY_UNREADABLE',
    'LIMITS_UNREADABLE',
    'ROOT_WITHOUT_SANDBOX',
    'AGENT_VERSION_KNOWN_BAD',
  ].includes(code)
}

function unrecoveredProblem(id: string): HealthProblem {
  return {
    code: 'RUN_UNRECOVERED',
    message: `The run of the execution ${id} could not be taken up again; the log says why.`,
    remedy: 'Cancel the execution, or mend its run directory and start SpecFlow again.',
  }
}
