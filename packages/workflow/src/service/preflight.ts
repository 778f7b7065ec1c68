import { WorkflowError } from '../errors.ts'
import type { AgentRunner } from '../runner/port.ts'
import type { Preflight, PreflightInput, Project } from '../schema/index.ts'
import { readRepository } from '../trust/read-repository.ts'
import type { ServiceContext } from './context.ts'
import { findFolderProblem } from './project-folder.ts'
import { requireProject } from './start.ts'

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
  const [skill, repository, status, command] = await Promise.all([
    folderProblem ? undefined : context.skills.find(project.path, name),
    readRepository(project.path),
    agent ? agent.status() : context.agents.status(),
    agent?.firstCommand(project.path),
  ])
  const hooks = skill?.hooks
  return {
    ...(command && { command }),
    agentKind: status.kind,
    ...(status.version !== undefined && { agentVersion: status.version }),
    permissionMode: 'bypassPermissions',
    brings: [
      ...repository,
      ...(hooks === undefined ? [] : [{ kind: 'hook' as const, name, detail: hooks, file: `skill ${name}` }]),
    ],
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
