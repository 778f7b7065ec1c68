import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { isUuid, type WorkflowExecution } from '../../src/schema/index.ts'
import { decodeRecord } from '../../src/store/record-codec.ts'
import type { Seen, SeenRecord } from './reference/seen.ts'
import { sorted } from './reference/seen.ts'
import type { World } from './world.ts'

/** The records as they lie on disk, whatever a server says of them. Throws for one that is not whole. */
export function readRecords({ directory }: World): ReadonlyMap<string, WorkflowExecution> {
  const records = new Map<string, WorkflowExecution>()
  for (const name of readdirSync(directory)) {
    const id = name.slice(0, -'.json'.length)
    if (!name.endsWith('.json') || !isUuid(id)) continue
    const decoded = decodeRecord(id, readFileSync(join(directory, name), 'utf8'))
    if (decoded.kind !== 'record') throw new Error(`I6: ${name} is ${decoded.kind}`)
    records.set(id, decoded.execution)
  }
  return records
}

/** Every start gave its label as the input, every answer as its message. */
export function labelOf({ input }: WorkflowExecution): string {
  return input ?? 'none'
}

export function lookAt(world: World, records: ReadonlyMap<string, WorkflowExecution>): Seen {
  const live = world.runner.live.map(({ executionId }) => {
    const execution = records.get(executionId)
    return execution ? labelOf(execution) : `unknown ${executionId}`
  })
  return sorted({ records: [...records.values()].map(abstract), live })
}

function abstract(execution: WorkflowExecution): SeenRecord {
  const { answers, costUsd, error, projectName, runs, status } = execution
  return {
    label: labelOf(execution),
    lane: projectName,
    status,
    runs: runs.length,
    answers: answers.map(({ message }) => message ?? 'none'),
    ...(costUsd !== undefined && { costCents: Math.round(costUsd * 100) }),
    ...(error && { error: error.code }),
  }
}

/** Files that others can read, by name; none is as it should be. */
export function openFiles({ directory }: World): string[] {
  const wide = readdirSync(directory).filter((name) => {
    const stats = statSync(join(directory, name))
    return (stats.mode & 0o777) !== (stats.isDirectory() ? 0o700 : 0o600)
  })
  return (statSync(directory).mode & 0o777) === 0o700 ? wide : [...wide, '.']
}
