import { unknownProject } from '../errors.ts'
import type { Project, StartInput, WorkflowExecution } from '../schema/index.ts'
import { begin, beginOnce, type Started } from './begin.ts'
import type { ServiceContext } from './context.ts'
import { findFolderProblem } from './project-folder.ts'
import { requireTrust } from './trust.ts'

/** Everything is checked before anything is written. */
export function startExecution(context: ServiceContext, input: StartInput): Promise<Started> {
  return beginOnce(context, input.requestId, () => start(context, input))
}

/** `retryOf` names the execution of which this is another try. */
export async function start(
  context: ServiceContext,
  { acknowledge, input, projectId, requestId, retryOf, skill, timeoutMs }: StartInput & { retryOf?: string },
): Promise<WorkflowExecution> {
  const project = await requireProject(context, projectId)
  const folderProblem = await findFolderProblem(project)
  // The skills of a folder that is gone are gone too; that would be the wrong thing to say.
  if (!folderProblem) await context.skills.find(project.path, skill)
  const agent = await context.agents.forStart(project)
  if (folderProblem) throw folderProblem
  const trust = await requireTrust(context, project, acknowledge)
  return begin(
    context,
    { agent, trust },
    {
      ...(requestId !== undefined && { requestId }),
      projectId: project.id,
      projectName: project.name,
      projectPath: project.path,
      skill,
      ...(input !== undefined && input !== '' && { input }),
      ...(retryOf !== undefined && { retryOf }),
      timeoutMs,
    },
  )
}

/** Throws `PROJECT_NOT_FOUND`. */
export async function requireProject(context: ServiceContext, id: string): Promise<Project> {
  const project = await context.projects.get(id)
  if (!project) throw unknownProject(id)
  return project
}
