import { WorkflowError } from '../errors.ts'
import type { FollowUpInput, WorkflowExecution } from '../schema/index.ts'
import { begin, beginOnce, type Started } from './begin.ts'
import type { ServiceContext } from './context.ts'
import { findFolderProblem } from './project-folder.ts'
import { requireEnded } from './require-ended.ts'
import { sessionCostSoFar } from './session-cost.ts'
import { requireTrust } from './trust.ts'

/** Goes on with the session of an execution that has ended. Everything is checked before anything is written. */
export function followUpExecution(context: ServiceContext, input: FollowUpInput): Promise<Started> {
  return beginOnce(context, input.requestId, async () =>
    followUp(context, await context.records.require(input.id), input),
  )
}

interface FollowUp extends Omit<FollowUpInput, 'id'> {
  retryOf?: string
}

/** The agent that has the session goes on with it, in the folder in which the session was begun. */
export async function followUp(
  context: ServiceContext,
  earlier: WorkflowExecution,
  { acknowledge, message, requestId, retryOf, timeoutMs = earlier.timeoutMs }: FollowUp,
): Promise<WorkflowExecution> {
  await requireSameProject(context, earlier)
  requireEnded(earlier)
  const sessionId = requireSession(earlier)
  const { agent: kind, projectId, projectName, projectPath, skill } = earlier
  const folder = { name: projectName, path: projectPath }
  const folderProblem = await findFolderProblem(folder)
  if (folderProblem) throw folderProblem
  const agent = context.agents.forKind(kind)
  await agent.ensureReady()
  const trust = await requireTrust(context, folder, acknowledge)
  const sessionCostUsd = await sessionCostSoFar(context, earlier)
  return begin(
    context,
    { agent, trust },
    {
      ...(requestId !== undefined && { requestId }),
      projectId,
      projectName,
      projectPath,
      skill,
      input: message,
      continues: { executionId: earlier.id, ...(sessionCostUsd !== undefined && { sessionCostUsd }) },
      ...(retryOf !== undefined && { retryOf }),
      sessionId,
      timeoutMs,
    },
  )
}

/** The path is in the record, but nothing runs in a folder that is registered no more. */
async function requireSameProject(
  context: ServiceContext,
  { projectId, projectName, projectPath }: WorkflowExecution,
): Promise<void> {
  const project = await context.projects.get(projectId)
  if (project?.path === projectPath) return
  const message = `The project ${projectName} is no longer registered. Register its folder again: ${projectPath}`
  throw new WorkflowError('PROJECT_NOT_FOUND', message, { details: { path: projectPath } })
}

function requireSession({ id, legacy, sessionId }: WorkflowExecution): string {
  if (legacy) {
    const message = `The execution ${id} was run by the earlier system and has ended for good. Start its skill anew.`
    throw new WorkflowError('NO_SESSION', message)
  }
  if (sessionId !== undefined) return sessionId
  const message = `The execution ${id} left no session that could be continued. Try it again, or start it with another input.`
  throw new WorkflowError('NO_SESSION', message)
}
