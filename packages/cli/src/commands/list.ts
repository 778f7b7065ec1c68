import type { ExecutionStatus, ExecutionSummary } from '@specflow/client'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import { findProject } from '../server/find-project.ts'
import type { Session } from '../session.ts'
import { durationWords, statusWords } from '../terminal/words.ts'

export interface ListOptions {
  project?: string
  status?: ExecutionStatus[]
  skill?: string
  limit?: number
}

/** Newest first. */
export async function list({ client, print, world }: Session, options: ListOptions): Promise<ExitCode> {
  const { limit, project, skill, status } = options
  const found = project === undefined ? undefined : await findProject(client, world.directory, project)
  const { executions } = await client.list({ projectId: found?.id, status, skill, limit }, { retryForMs: 0 })
  for (const execution of executions) {
    print.emit(execution)
    print.say(lineOf(execution))
  }
  if (executions.length === 0) print.say('No executions.')
  return EXIT.completed
}

function lineOf({
  errorCode,
  id,
  projectName,
  questionPreview,
  skill,
  startedAt,
  status,
}: ExecutionSummary): string {
  const age = `${durationWords(Date.now() - Date.parse(startedAt))} ago`
  const more = errorCode ?? questionPreview ?? ''
  return `${id}  ${statusWords(status).padEnd(19)}  ${skill} on ${projectName}, ${age}${more === '' ? '' : `: ${more}`}`
}
