import { join } from 'node:path'
import { findEndedRecords } from '../../packages/workflow/src/index.ts'

/** One line for each execution that ended before the instant. Reads only: a server may be running. */
export function listPrunable(home: string, before: string): string[] {
  return findEndedRecords(join(home, 'workflows'), before).map(({ execution, endedAt }) => {
    const { id, projectName, skill, status } = execution
    return `${id}  ${endedAt}  ${status.padEnd('completed'.length)}  ${projectName}  ${skill}`
  })
}
