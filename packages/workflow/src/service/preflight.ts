import { WorkflowError } from '../errors.ts'
import type { AgentRunner } from '../runner/port.ts'
import type { Preflight, PreflightInput, Project } from '../schema/index.ts'
import type { ServiceContext } from './context.ts'
import { findFolderProblem } from './project-folder.ts'
import { requireProject } from './start.ts'
import { readTrust } from './trust.ts'

/**
 * What a start would run now, and what would refuse it. Reads only; the agent may be asked for its version. Throws
 * `PROJECT_NOT_FOUND` and `SKILL_NOT_FOUND`.
 */
export async function readPreflight(
  context: ServiceContext,
  { projectId, skill: name }: PreflightInput,
): Promise<Preflight> {
  const project = await requireProject(context, projectId)
  const folderProblem = await findFolderProblem(project)
  const { agent, problem } = await findAgent(context, project)
  const problems = [folderProblem, problem].flatMap((found) => found ?? [])
  const [trust, status, command] = await Promise.all([
    readTrust(context, project.path),
    agent ? agent.status() : context.agents.status(),
    agent?.firstCommand(project.path),
    folderProblem ? undefined : context.skills.find(project.path, name),
  ])
  return {
    ...(command && { command }),
    agentKind: status.kind,
    ...(status.version !== undefined && { agentVersion: status.version }),
    permissionMode: 'bypassPermissions',
    ...trust,
    problems: problems.map(({ code, message }) => ({ code, message })),
  }
}

async function findAgent(
  { agents }: ServiceContext,
  project: Project,
): Promise<{ agent?: AgentRunner; problem?: WorkflowError }> {
  try {
    return { agent: await agents.forStart(project) }
  } catch (error) {
    if (error instanceof WorkflowError) return { problem: error }
    throw error
  }
}
