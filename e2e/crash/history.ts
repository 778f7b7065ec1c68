import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import {
  isTerminal,
  workflowExecutionSchema,
  type AnswerEntry,
  type WorkflowExecution,
} from '@specflow/workflow/schema'

/** What a 2xx answered, and what no crash may take back. */
export type Promised =
  | { what: 'started'; id: string }
  | { what: 'answered'; id: string; entry: AnswerEntry }
  | { what: 'cancelled'; id: string }

/** Everything that was seen of the records of one home, over the deaths of its servers. */
export interface History {
  readonly promises: Promised[]
  /** The names of all record files that were ever there. */
  readonly names: Set<string>
  /** What was seen and may never be, in words. */
  readonly complaints: string[]
  /** Reads the records that are there now and compares them with what was seen before. */
  look(): Map<string, WorkflowExecution>
  /** The same for one of them, which may not be there. */
  lookAt(id: string): WorkflowExecution | undefined
}

export function createHistory(home: string): History {
  const directory = join(home, 'workflows')
  const last = new Map<string, { text: string; execution: WorkflowExecution }>()
  const names = new Set<string>()
  const complaints: string[] = []

  const lookAt = (id: string) => {
    const text = readText(join(directory, `${id}.json`))
    if (text === undefined) return undefined
    names.add(`${id}.json`)
    const before = last.get(id)
    if (before?.text === text) return before.execution
    const parsed = workflowExecutionSchema.safeParse(parse(text))
    if (!parsed.success) {
      complaints.push(`I6 the record ${id} cannot be read: ${parsed.error.message}`)
      return undefined
    }
    const execution = parsed.data
    if (before) complaints.push(...compare(before.execution, execution))
    last.set(id, { text, execution })
    return execution
  }

  const look = () => {
    const found = new Map<string, WorkflowExecution>()
    for (const name of readdirSync(directory)) {
      const id = name.endsWith('.json') ? name.slice(0, -'.json'.length) : undefined
      const execution = id === undefined ? undefined : lookAt(id)
      if (id !== undefined && execution) found.set(id, execution)
    }
    return found
  }

  return { promises: [], names, complaints, look, lookAt }
}

/** Of two different texts of one record. */
function compare(before: WorkflowExecution, after: WorkflowExecution): string[] {
  const { id, revision, status } = before
  const complaints: string[] = []
  if (isTerminal(status)) {
    complaints.push(`I2 ${id} was ${status} and has changed: ${JSON.stringify(after)}`)
  }
  if (after.revision <= revision) {
    complaints.push(`I7 ${id} has changed, and its revision went from ${revision} to ${after.revision}`)
  }
  return complaints
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
