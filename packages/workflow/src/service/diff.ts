import type { DiffInput, WorkingTreeDiff } from '../schema/index.ts'
import type { ServiceContext } from './context.ts'

/** Of a folder only that was a registered project's when the execution started: no other is ever looked into. */
export async function readDiff(context: ServiceContext, { id, path }: DiffInput): Promise<WorkingTreeDiff> {
  const { legacy, projectPath, runs, status } = await context.records.require(id)
  if (legacy !== undefined) return none('The earlier system took no snapshots.')
  if (runs.length === 0) return none('Nothing of it has run.')
  const isLive = status === 'running'
  return context.snapshots.diff({ executionId: id, projectPath, isLive, ...(path !== undefined && { path }) })
}

function none(reason: string): WorkingTreeDiff {
  return { state: 'none', reason }
}
