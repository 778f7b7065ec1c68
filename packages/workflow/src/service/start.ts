import { unknownProject } from '../errors.ts'
import {
  EXECUTION_SCHEMA_VERSION,
  type Project,
  type StartInput,
  type WorkflowExecution,
} from '../schema/index.ts'
import type { ServiceContext } from './context.ts'
import { findFolderProblem } from './project-folder.ts'
import { queueEntryOf } from './queue-entry.ts'

export interface Started {
  execution: WorkflowExecution
  /** False when the request id was known: nothing was started again. */
  created: boolean
}

/** Everything is checked before anything is written; what is written survives a crash and runs. */
export async function startExecution(context: ServiceContext, input: StartInput): Promise<Started> {
  const { requestId } = input
  if (requestId === undefined) return { execution: await begin(context, input), created: true }
  return context.locks.run(`request:${requestId}`, async () => {
    const known = await context.store.findByRequestId(requestId)
    if (known) return { execution: known, created: false }
    return { execution: await begin(context, input), created: true }
  })
}

async function begin(context: ServiceContext, input: StartInput): Promise<WorkflowExecution> {
  const project = await requireProject(context, input.projectId)
  const folderProblem = await findFolderProblem(project)
  // The skills of a folder that is gone are gone too; that would be the wrong thing to say.
  if (!folderProblem) await context.skills.find(project.path, input.skill)
  const agent = await context.agents.forStart(project)
  if (folderProblem) throw folderProblem
  const { version } = await agent.status()
  const at = context.timestamp()
  const execution = await context.store.create({
    id: context.createId(),
    schemaVersion: EXECUTION_SCHEMA_VERSION,
    revision: 0,
    ...(input.requestId !== undefined && { requestId: input.requestId }),
    projectId: project.id,
    projectName: project.name,
    projectPath: project.path,
    skill: input.skill,
    ...(input.input !== undefined && input.input !== '' && { input: input.input }),
    agent: agent.kind,
    ...(version !== undefined && { agentVersion: version }),
    status: 'queued',
    answers: [],
    timeoutMs: input.timeoutMs ?? context.defaultTimeoutMs,
    runs: [],
    startedAt: at,
    updatedAt: at,
  })
  context.log.info(
    { executionId: execution.id, skill: execution.skill, agent: agent.kind },
    'execution accepted',
  )
  await context.queue.enter(queueEntryOf(execution))
  context.dispatch()
  return execution
}

/** Throws `PROJECT_NOT_FOUND`. */
export async function requireProject(context: ServiceContext, id: string): Promise<Project> {
  const project = await context.projects.get(id)
  if (!project) throw unknownProject(id)
  return project
}
